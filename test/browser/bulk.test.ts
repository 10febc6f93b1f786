import { expect, it } from 'vitest'
import { describeInBrowser } from '../support/browser.js'
import { field, signIn } from './panel-steps.js'
import { withDemo } from './with-demo.js'

const started = withDemo()

describeInBrowser('Ações em massa', (open) => {
  it('BR-102: from the filtered list of services over the check to the result of each service', async () => {
    const page = await open()
    page.setDefaultTimeout(30_000)
    await signIn(page, started.demo.panelUrl)
    await page.goto(`${started.demo.panelUrl}/admin/resources/CustomerService?filters.planId=1`)
    await page.getByRole('button', { name: 'Ações' }).first().click()
    await page.getByRole('menuitem', { name: 'Ação em massa com este filtro' }).click()

    await page.getByLabel('Suspender serviços').check()
    // The filter of the list came along.
    expect(await page.locator('[name=planIds]:checked').count()).toBe(1)
    await page.getByRole('button', { name: 'Conferir' }).click()
    await page.getByText('Preencha este campo.').first().waitFor()
    await page.getByRole('radio', { name: 'Administrativo' }).check()
    await field(page, 'Motivo').fill('Manutenção da rede')
    await page.getByRole('button', { name: 'Conferir' }).click()
    await page.getByRole('heading', { name: /^\d+ serviços encontrados$/ }).waitFor()

    const start = page.getByRole('button', { name: /^Iniciar para \d+ serviços?$/ })
    // A changed field takes the check back: nobody starts what he did not see.
    await page.getByRole('radio', { name: 'A pedido do cliente' }).check()
    await start.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Conferir' }).click()
    const count = Number(((await start.textContent()) ?? '').replace(/\D/g, ''))
    await start.click()

    await page.getByRole('heading', { name: 'Suspender serviços: A pedido do cliente' }).waitFor()
    await page.getByText('Concluída').waitFor()
    await page.locator('.cp-bulk-items li').first().waitFor()
    expect(await page.locator('.cp-bulk-items .cp-badge').filter({ hasText: 'Feito' }).count()).toBe(count)
    await page.getByLabel('Resultado por serviço').selectOption({ label: 'Só os recusados' })
    await page
      .getByText(/Este serviço já está suspenso por esse motivo|Nenhum serviço aqui|não está habilitado/)
      .first()
      .waitFor()
  })

  it('BR-105: are not in an attendant’s menu', async () => {
    const page = await open()
    await signIn(page, started.demo.panelUrl, 'attendant')
    expect(await page.getByRole('link', { name: 'Serviços do cliente' }).count()).toBeGreaterThan(0)
    expect(await page.getByRole('link', { name: 'Ações em massa' }).count()).toBe(0)
  })
})
