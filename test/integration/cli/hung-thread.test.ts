import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { resolveOptions } from '../../../src/options.js'
import { generateEncryptionKey } from '../../../src/secrets/encryption-keys.js'
import { folderWith, tidyCommands } from '../../support/command.js'
import { createTestDatabase } from '../../support/database.js'

// As it is built: a thread runs no TypeScript.
const { createDeliveryThreads } = (await import(
  new URL('../../../dist/threads/delivery-threads.js', import.meta.url).href
)) as typeof import('../../../src/threads/delivery-threads.js')

afterEach(tidyCommands)

it('a thread that turns no more counts as crashed, and is ended without waiting for it', async () => {
  const database = await createTestDatabase()
  const folder = await folderWith({
    'config.mjs': `
      import { existsSync } from 'node:fs'
      setInterval(() => { while (existsSync(new URL('hang', import.meta.url))); }, 20)
      export default { database: { url: '${database.url}' } }`,
  })
  const { delivery, endpoints, encryptionKey } = resolveOptions({
    dataSource: database.dataSource,
    encryptionKey: generateEncryptionKey(),
  })
  const threads = createDeliveryThreads({
    count: 1,
    settings: { delivery, endpoints, encryptionKey, file: join(folder, 'config.mjs'), folder },
    host: { pauseIntegration: async () => {}, hintAlert: () => {} },
    watchMs: 100,
  })
  try {
    await threads.start()
    expect(await threads.readCheck()).toEqual({ ok: true })
    const figures = await threads.readFigures()
    expect(figures[0]?.length).toBeGreaterThan(5)
    await writeFile(join(folder, 'hang'), '')
    expect((await threads.crashed).message).toBe('thread 1 has not answered 6 times')
    expect(await threads.readFigures()).toEqual(figures) // those of earlier, so that no counter falls
  } finally {
    await threads.stop({ deadlineMs: 0 })
    await database.drop()
  }
})
