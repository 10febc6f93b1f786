import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { SAMPLE_USERS } from '../../demo/sample-users.js'
import type { Role } from '../../src/entities/panel-user.js'

/** Signs in to the demo's panel as the sample user of a role. */
export const signIn = async (page: Page, panelUrl: string, role: Role = 'administrator'): Promise<void> => {
  const user = SAMPLE_USERS.find((candidate) => candidate.role === role)
  await page.goto(`${panelUrl}/admin`)
  await page.getByLabel('E-mail').fill(user?.email ?? '')
  await page.getByLabel('Senha').fill(user?.password ?? '')
  await page.getByRole('button', { name: 'Entrar' }).click()
  await page.getByRole('link', { name: 'Sair' }).waitFor()
}

/** Opens the record's menu and presses an entry; again where the menu closed because the record was read anew. */
export const act = async (page: Page, action: string): Promise<void> => {
  await vi.waitFor(
    async () => {
      const entry = page.getByRole('menuitem', { name: action, exact: true })
      if (!(await entry.isVisible())) await page.getByRole('button', { name: 'Ações' }).click({ timeout: 1_000 })
      await entry.click({ timeout: 1_000 })
    },
    { timeout: 10_000 },
  )
}

/** A field by its label, which ends in an asterisk where the field is required. */
export const field = (page: Page, label: string) => page.getByLabel(new RegExp(`^${label}\\s*\\*?$`))

/** Looks a record up in a field that finds records, and takes the first that is found. */
export const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await field(page, label).fill(option)
  await page.locator('.cp-sr__option').filter({ hasText: option }).first().click()
}
