import { expect, it } from 'vitest'
import { describeInBrowser } from '../support/browser.js'
import { databaseUrl } from '../support/demo-process.js'
import { queryOnce } from '../support/sql.js'
import { signIn } from './panel-steps.js'
import { withDemo } from './with-demo.js'

const started = withDemo()

const IDLE = `from content_platforms.package_subscription s
  join content_platforms.platform_account a on a.id = s.recorded_account_id and a.integration_id = 1
  join content_platforms.delivery_lane l on l.account_id = a.id and l.head_sequence > l.last_sequence
  where s.recorded_state = 'active'`

/** What a person who skipped events would leave behind: two users that the platform never acknowledged. */
const forgetTwo = async (): Promise<void> => {
  const url = await databaseUrl(started.folder)
  await expect
    .poll(async () => (await queryOnce(url, `select s.id ${IDLE}`)).length, { timeout: 20_000 })
    .toBeGreaterThan(2)
  await queryOnce(
    url,
    `update content_platforms.subscription_confirmation set state = 'absent'
     where subscription_id in (select s.id ${IDLE} order by s.id limit 2)`,
  )
}

describeInBrowser('BR-100: *Reconciliar*', (open) => {
  it('leads from the platform’s page to differences, and from there to none', async () => {
    const page = await open()
    page.setDefaultTimeout(15_000)
    await signIn(page, started.demo.panelUrl)
    await forgetTwo()

    await page.goto(`${started.demo.panelUrl}/admin/resources/Integration/records/1/show`)
    await page.getByRole('button', { name: 'Ações' }).click()
    await page.getByRole('menuitem', { name: 'Reconciliar' }).click()
    await page.getByText('Ainda não houve nenhuma comparação.').waitFor()
    await page.getByRole('button', { name: 'Reconciliar agora' }).click()
    await page.getByText('Falta na plataforma', { exact: true }).nth(1).waitFor()

    await page.getByRole('button', { name: 'Corrigir todas (2)' }).click()
    await page.getByText(/recebe o cadastro de novo/).waitFor()
    await page.getByRole('button', { name: 'Corrigir agora' }).click()
    await page.getByText(/Correções registradas: 2/).waitFor()
    await page.getByText('Todas as diferenças desta comparação foram resolvidas.').waitFor()
  }, 90_000)
})
