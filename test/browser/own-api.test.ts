import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeInBrowser } from '../support/browser.js'
import { signIn } from './panel-steps.js'
import { withDemo } from './with-demo.js'

const started = withDemo()

const openIntegration = async (page: Page, action: string): Promise<void> => {
  await signIn(page, started.demo.panelUrl)
  await page.goto(`${started.demo.panelUrl}/admin/resources/Integration/records/1/${action}`)
}

describeInBrowser('a platform with an API of its own', (open) => {
  it('BR-07a: is homologated with a report that can be handed over', async () => {
    const page = await open({ acceptDownloads: true })
    await openIntegration(page, 'homologate')
    await page.getByRole('button', { name: 'Homologar agora' }).click()
    await page.getByRole('listitem').filter({ hasText: '4. Remoção' }).getByText('Aceito').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Baixar relatório' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^homologacao-.*\.html$/)
    const report = await readFile(await download.path(), 'utf8')
    expect(report).toContain('4 de 4 avisos aceitos')
    expect(report).toContain('Cliente Fictício de Homologação')
    await page.goto(`${started.demo.panelUrl}/admin/resources/Integration/records/1/show`)
    await page.getByRole('tab', { name: 'Homologações' }).click()
    await page.getByText('por administrador@example.com').waitFor()
  })

  it('is told in its own words: a mistake is named while it is typed, and the preview shows what will be sent', async () => {
    const page = await open()
    await openIntegration(page, 'edit')
    await page.getByRole('tab', { name: 'Eventos' }).click()
    await page.getByLabel('Formato do aviso').selectOption('template')
    await page.getByRole('tab', { name: 'Modelos' }).click()
    for (const type of ['Cadastro', 'Suspensão', 'Habilitação', 'Remoção']) {
      await page.getByRole('tab', { name: type }).click()
      await page.getByRole('button', { name: 'Começar por um exemplo' }).click()
    }
    await page.getByRole('tab', { name: 'Cadastro' }).click()
    const preview = page.getByRole('region', { name: 'Pré-visualização' })
    await preview.getByText('"nome": "Maria Exemplo"').waitFor()

    const body = page.getByLabel('Corpo (JSON)')
    await body.fill('{\n  "nome": "{{ customer.nome }}"\n}')
    const mistake = page.getByRole('alert').filter({ hasText: 'O campo “customer.nome” não existe neste aviso.' })
    await mistake.getByRole('button', { name: 'Linha 2, coluna 15' }).click()
    expect(await body.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(16)
    await page.getByRole('button', { name: 'Salvar' }).click()
    await page.getByText('Há campos a corrigir.').waitFor()

    await body.fill('{\n  "nome": "{{ customer.name }}"\n}')
    await preview.getByText('"nome": "Maria Exemplo"').waitFor()
    await page.getByRole('button', { name: 'Salvar' }).click()
    await page.getByText('Alterações salvas.').waitFor()
    await page.getByRole('tab', { name: 'Modelos' }).click()
    await page.getByText('DELETE /usuarios/').waitFor()
  })
})
