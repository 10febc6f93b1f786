import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from './chromium.js'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const NO_CHROMIUM = 'No Chromium was found. Install one (Debian: apt-get install chromium) or set CHROME_PATH.'

/** Opens a page in a context of its own (no cookies of another), closed after the test. */
export type OpenPage = (options?: BrowserContextOptions) => Promise<Page>

/**
 * A group of tests in a real Chromium. Where none is found the group is skipped, which the start of the run says
 * loudly, or fails with `REQUIRE_BROWSER=1`.
 */
export const describeInBrowser = (name: string, define: (open: OpenPage) => void): void => {
  const executablePath = findChromium()
  if (!executablePath) {
    if (process.env.REQUIRE_BROWSER === '1') it(name, () => expect(executablePath, NO_CHROMIUM).not.toBeNull())
    else describe.skip(`${name} (no Chromium)`, () => define(() => Promise.reject(new Error(NO_CHROMIUM))))
    return
  }
  describe(name, () => {
    const opened: { browser?: Browser; contexts: BrowserContext[] } = { contexts: [] }
    beforeAll(async () => {
      opened.browser = await chromium.launch({ executablePath, args: FLAGS })
    })
    afterEach(async () => {
      await Promise.all(opened.contexts.splice(0).map((context) => context.close()))
    })
    afterAll(() => opened.browser?.close())
    define(async (options) => {
      if (!opened.browser) throw new Error('open a page in a test or hook, not while the tests are collected')
      const context = await opened.browser.newContext({ locale: 'pt-BR', ...options })
      opened.contexts.push(context)
      return context.newPage()
    })
  })
}
