import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeInBrowser } from '../support/browser.js'
import { act, choose, field, signIn } from './panel-steps.js'
import { withDemo } from './with-demo.js'

const started = withDemo()

/** A page of an attendant, at a sample service that is suspended for debt. */
const openSuspended = async (open: () => Promise<Page>): Promise<Page> => {
  const page = await open()
  page.setDefaultTimeout(10_000)
  await signIn(page, started.demo.panelUrl, 'attendant')
  await page.goto(`${started.demo.panelUrl}/admin/resources/CustomerService?perPage=50`)
  await page.getByRole('row').filter({ hasText: 'Suspenso por débito' }).first().click()
  await page.getByRole('heading', { name: 'Bloqueios em aberto' }).waitFor()
  return page
}

const group = (page: Page, title: string) =>
  page.locator('.cp-desk-compare').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

describeInBrowser('the life of a service', (open) => {
  it('BR-35: trust beyond the limit is refused at the field, within it the packages are active again', async () => {
    const page = await openSuspended(open)
    await act(page, 'Desbloqueio em confiança')
    await field(page, 'Prazo em dias').fill('4')
    await page.getByRole('button', { name: 'Desbloquear em confiança' }).click()
    await page.getByText('Informe um valor entre 1 e 3.').waitFor()
    await field(page, 'Prazo em dias').fill('2')
    await page.getByRole('button', { name: 'Desbloquear em confiança' }).click()
    await page.getByText(/^Desbloqueado em confiança até \d{2}\/\d{2}\/\d{4}/).waitFor()
    await page.locator('.cp-desk-line').getByText('Ativo', { exact: true }).first().waitFor()
  })

  it('BR-42: a migration shows what stays, comes in and goes, and ends at the new service, still suspended', async () => {
    const page = await openSuspended(open)
    const number = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    await act(page, 'Migrar de plano')
    await choose(page, 'Novo plano', 'FIBRA-600')
    await page.getByText('O serviço já é deste plano. Escolha outro.').waitFor()
    await choose(page, 'Novo plano', 'FIBRA-1000')
    await group(page, 'Continuam').getByText('Leitura Livre').first().waitFor()
    await group(page, 'Entram').getByText('Leitura Livre Premium').waitFor()
    await group(page, 'Saem').getByText('CineVale Essencial').waitFor()
    await page.getByLabel(/^Leitura Livre Premium/).uncheck()
    await group(page, 'Entram').getByText('Leitura Livre Premium').waitFor({ state: 'detached' })
    await field(page, 'Canal do consentimento').selectOption('telefone')
    await page.getByRole('button', { name: 'Migrar serviço' }).click()
    await page.getByText('Veio da migração do serviço').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toBe(number)
    await page.getByText('Suspenso por débito').first().waitFor()
    await page.getByRole('link', { name: number, exact: true }).click()
    await page.getByText('Este serviço foi migrado').waitFor()
  })

  it('BR-43: an open debt stands in the way of a change of holder until it is said to stay behind', async () => {
    const page = await openSuspended(open)
    await act(page, 'Trocar titular')
    await choose(page, 'Novo titular', 'Ana Beatriz Moraes')
    await field(page, 'Canal do consentimento').selectOption('presencial')
    await field(page, 'Motivo').fill('Venda da casa')
    await page.getByRole('button', { name: 'Trocar titular' }).click()
    await page.getByText(/^Há um bloqueio por débito em aberto/).waitFor()
    await page.getByLabel('Encerrar o bloqueio por débito na troca.').check()
    await page.getByRole('button', { name: 'Trocar titular' }).click()
    await page.getByRole('link', { name: 'Ana Beatriz Moraes' }).waitFor()
    await page.getByText('Serviço habilitado').first().waitFor()
  })
})
