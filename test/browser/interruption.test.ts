import { expect, it } from 'vitest'
import { describeInBrowser } from '../support/browser.js'
import { act, field, signIn } from './panel-steps.js'
import { withDemo } from './with-demo.js'

const started = withDemo()

describeInBrowser('*Interromper entregas* and *Retomar entregas*', (open) => {
  it('are said to everybody whom they concern, and pressed by an administrator with a reason', async () => {
    const page = await open()
    page.setDefaultTimeout(15_000)
    const { panelUrl } = started.demo
    await signIn(page, panelUrl)
    await page.goto(`${panelUrl}/admin/resources/Integration/records/1/show`)
    await page.getByText('Entrega normal').waitFor()
    await page.getByText('Envios por hora, nas últimas 24 horas').waitFor()

    await act(page, 'Interromper entregas')
    const press = page.getByRole('button', { name: 'Interromper entregas' })
    await press.click()
    await page.getByText('Preencha este campo.').waitFor()
    await field(page, 'Motivo').fill('Manutenção combinada')
    await press.click()
    await page.getByText(/^Entrega interrompida por /).waitFor()

    await page.goto(`${panelUrl}/admin/resources/Integration`)
    await page.getByText('Parada à mão').waitFor()

    const desk = await open()
    desk.setDefaultTimeout(15_000)
    await signIn(desk, panelUrl, 'attendant')
    const told = desk.getByText(/^CineVale TV: Entrega interrompida por /)
    await told.waitFor()
    expect(await desk.getByRole('link', { name: 'Abrir' }).count()).toBe(0)

    await page.goto(`${panelUrl}/admin/resources/Integration/records/1/show`)
    await page.getByRole('button', { name: 'Retomar entregas' }).click()
    await page.getByText(/^Retomar as entregas a CineVale TV/).waitFor()
    await field(page, 'Motivo').fill('A manutenção acabou')
    await page.getByRole('button', { name: 'Retomar entregas' }).click()
    await page.getByText(/^(Retomando aos poucos|Entrega normal)$/).waitFor()
    await desk.reload()
    await desk.getByText('Clientes').first().waitFor()
    await told.waitFor({ state: 'detached' })
  }, 90_000)
})
