import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { isTaken } from '../../demo/embedded-database/postmaster.js'
import { startEmbeddedDatabase, stopEmbeddedDatabase } from '../../demo/embedded-database/server.js'
import { findChromium } from './chromium.js'
import { createTemplate, dropTemplate } from './template-database.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's connection to the server of this run, and the migrated database that each test file copies. */
    server: { url: string; template: string }
  }
}

/** One PostgreSQL per run: an embedded one below the system's temporary folder, or the one at `DATABASE_URL`. */
export default async (project: TestProject) => {
  if (!findChromium()) process.stderr.write(SKIPPED_BROWSER)
  const server = process.env.DATABASE_URL ? { url: process.env.DATABASE_URL, stop: async () => {} } : await embedded()
  try {
    const template = await createTemplate(server.url)
    project.provide('server', { url: server.url, template })
    return async () => {
      await dropTemplate(server.url, template)
      await server.stop()
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

const SKIPPED_BROWSER = `
!!! No Chromium was found: the browser tests are SKIPPED (with REQUIRE_BROWSER=1 they fail).
!!! Install one (Debian: apt-get install chromium) or set CHROME_PATH.

`

const PREFIX = 'adminjs-content-platforms-test-'

const embedded = async () => {
  await removeLeftovers()
  const home = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const { url, stop } = await startEmbeddedDatabase({ home, durable: false })
  return { url, stop: () => stop().then(() => rm(home, { recursive: true, force: true })) }
}

// A run that was killed leaves its server behind, named after a process that is no more.
const removeLeftovers = async () => {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    if (isTaken(Number(name.slice(PREFIX.length).split('-')[0]))) continue
    const home = join(tmpdir(), name)
    await stopEmbeddedDatabase({ home })
      .then(() => rm(home, { recursive: true, force: true }))
      .catch(() => {}) // another user's
  }
}
