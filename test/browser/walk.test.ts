import type { Page } from 'playwright-core'
import { expect, it, vi } from 'vitest'
import { describeInBrowser } from '../support/browser.js'
import { act, choose, field, signIn } from './panel-steps.js'
import { withDemo } from './with-demo.js'

const started = withDemo()

const openMenu = async (page: Page, entry: string): Promise<void> => {
  await page.getByRole('navigation').getByText(entry, { exact: true }).click()
  await page.getByRole('heading', { level: 1, name: entry }).waitFor()
}

/** An address of its own at the demo platform, in a second page that stays open. */
const openPlatform = async (platform: Page, name: string): Promise<string> => {
  await platform.goto(started.demo.platformUrl)
  await platform.getByRole('button', { name: 'Nova integração' }).click()
  await platform.getByLabel('Nome').fill(name)
  await platform.getByRole('button', { name: 'Criar endereço' }).click()
  return (await platform.getByText(/\/hooks\/filmes/).textContent()) ?? ''
}

describeInBrowser('the path of an administrator', (open) => {
  it('leads from a new integration to a user that the platform holds, blocks, unblocks and removes', async () => {
    const platform = await open()
    platform.setDefaultTimeout(10_000)
    const url = await openPlatform(platform, 'Filmes da Serra')
    const page = await open()
    page.setDefaultTimeout(10_000)
    await signIn(page, started.demo.panelUrl)

    await openMenu(page, 'Plataformas de Conteúdo')
    await page.getByText('Adicionar', { exact: true }).first().click()
    await field(page, 'Descrição').fill('Filmes da Serra')
    await page.getByLabel('Endereço (URL)').fill(url)
    await page.getByRole('button', { name: 'Salvar' }).click()
    await page.getByRole('heading', { level: 1, name: 'Filmes da Serra' }).waitFor()

    await act(page, 'Segredo de assinatura')
    await page.getByRole('button', { name: /Gerar/ }).click()
    const secret = await page.locator('input[value^="whsec_"]').inputValue()
    await platform.getByLabel(/segredo/i).fill(secret)
    await platform.getByRole('button', { name: 'Guardar' }).click()
    await platform.getByText('Segredo de assinatura conhecido').waitFor()

    await act(page, 'Testar')
    await page
      .getByRole('button', { name: /^Testar|^Enviar/ })
      .last()
      .click()
    await platform.getByText('assinatura válida').first().waitFor()

    await act(page, 'Sincronizar produtos')
    await page
      .getByText(/1 produto/)
      .first()
      .waitFor()

    await openMenu(page, 'Pacotes')
    await page.getByText('Adicionar', { exact: true }).first().click()
    await field(page, 'Nome').fill('Filmes')
    await field(page, 'Código').fill('FILMES')
    await field(page, 'Valor').fill('19,90')
    await page.getByRole('tab', { name: 'Integração' }).click()
    await choose(page, 'Produto', 'Filmes da Serra')
    await page.getByRole('button', { name: 'Salvar' }).click()
    await page.getByRole('heading', { level: 1, name: 'Filmes', exact: true }).waitFor()

    await openMenu(page, 'Serviços do cliente')
    await page.getByText('100040').click()
    await act(page, 'Pacotes')
    await page.getByRole('button', { name: 'Adicionar pacote' }).click()
    await field(page, 'Pacote').selectOption({ label: 'Filmes · R$\u00a019,90 · Filmes da Serra' })
    await field(page, 'Canal do consentimento').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Vincular' }).click()
    const user = platform.locator('#users li').first()
    const becomes = (state: string) => user.locator('.chip', { hasText: state }).first().waitFor()
    await becomes('ativo')
    await page.getByText('Ativo', { exact: true }).last().waitFor()

    await platform.getByLabel(/Falhar os próximos/).fill('1')
    await platform.keyboard.press('Tab')
    await act(page, 'Suspender')
    await page.getByLabel('Débito').check()
    await page.getByRole('button', { name: 'Suspender serviço' }).click()
    await page.getByText('Suspenso por débito').first().waitFor()
    await becomes('suspenso')

    await act(page, 'Habilitar')
    await page.getByLabel(/^Motivo/).fill('Pagou a fatura')
    await page.getByRole('button', { name: 'Habilitar serviço' }).click()
    await page.getByText('Serviço habilitado').first().waitFor()
    await becomes('ativo')

    await act(page, 'Cancelar serviço')
    await page.getByLabel(/^Motivo/).fill('Mudou de cidade')
    await page.getByRole('checkbox').last().check()
    await page.getByRole('button', { name: 'Cancelar serviço' }).click()
    await page.getByText('Cancelado').first().waitFor()
    await becomes('removido')
    const received = platform.locator('#received li')
    // The test, created, suspended twice (the first was refused), resumed, removed: all of them signed.
    await vi.waitFor(async () => expect(await received.count()).toBe(6))
    expect(await received.getByText('assinatura válida').count()).toBe(6)
  }, 60_000)
})
