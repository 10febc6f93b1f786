import { expect, it } from 'vitest'
import { describeInBrowser } from '../support/browser.js'
import { signIn } from './panel-steps.js'
import { withDemo } from './with-demo.js'

const started = withDemo()

describeInBrowser('Segredo de assinatura', (open) => {
  it('BR-09: is shown once, says until when the one before signs too, and ends that one or the new one', async () => {
    const page = await open()
    page.setDefaultTimeout(20_000)
    await signIn(page, started.demo.panelUrl)
    await page.goto(`${started.demo.panelUrl}/admin/resources/Integration/records/1/rotateSecret`)
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const secret = page.getByLabel('Novo segredo de assinatura')
    const overlap = page.getByText(/^O segredo anterior também assina, até \d{2}\/\d{2}\/\d{4} \d{2}:\d{2}\.$/)

    await button('Gerar novo segredo').click()
    await secret.waitFor()
    const first = await secret.inputValue()
    expect(first).toMatch(/^whsec_/)
    await overlap.waitFor()

    await page.reload()
    await overlap.waitFor()
    expect(await secret.count()).toBe(0)
    expect(await button('Gerar novo segredo').count()).toBe(0)

    await button('Descartar o atual e gerar outro').click()
    await button('Confirmar').click()
    await secret.waitFor()
    expect(await secret.inputValue()).not.toBe(first)

    await page.reload()
    await button('Encerrar o anterior agora').click()
    await button('Confirmar').click()
    await button('Gerar novo segredo').waitFor()
    expect(await overlap.count()).toBe(0)

    await page.goto(`${started.demo.panelUrl}/admin/resources/Integration/records/1/show`)
    await page.getByRole('tab', { name: 'Histórico' }).click()
    await page.getByText('Segredo de assinatura anterior encerrado').first().waitFor()
  }, 90_000)
})
