import AdminJS from 'adminjs'
import express from 'express'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { contentPlatforms, generateEncryptionKey } from '../../../src/index.js'
import type { EncryptionKeys } from '../../../src/secrets/secret-box.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { addPanelUser, createVisitor, serve } from '../../support/panel-probe.js'

const ANA = 'ana@example.com'
const LIST = '/admin/api/resources/Integration/actions/list'
const [OLD, NEW] = [generateEncryptionKey(), generateEncryptionKey()]

let db: TestDatabase
const stops: (() => Promise<void>)[] = []
beforeAll(async () => {
  db = await createTestDatabase()
  await addPanelUser(db.dataSource, { email: ANA })
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})
afterAll(() => db.drop())

/** A panel process with these keys. */
const startPanel = async (encryptionKey: EncryptionKeys) => {
  const content = contentPlatforms({ dataSource: db.dataSource, encryptionKey })
  const admin = new AdminJS(content.adminOptions())
  const app = express().use('/admin', content.adminRouter(admin, { bundleDir: 'build/test-panel-bundle' }))
  const { origin, stop } = await serve(app)
  stops.push(stop)
  return origin
}

const signedIn = async (origin: string) => {
  const visitor = createVisitor(origin)
  await visitor.signIn(ANA)
  expect((await visitor.request(LIST)).status).toBe(200)
  return visitor
}

/** The same browser at another process. */
const moved = (jar: ReadonlyMap<string, string>, origin: string) => {
  const visitor = createVisitor(origin)
  for (const [name, value] of jar) visitor.jar.set(name, value)
  return visitor
}

describe('who is signed in while the key changes', () => {
  it('stays so with the new key first, and once seen also when the old one is gone', async () => {
    const { jar } = await signedIn(await startPanel(OLD))
    const during = moved(jar, await startPanel([NEW, OLD]))
    expect((await during.request(LIST)).status).toBe(200)
    const after = moved(during.jar, await startPanel(NEW))
    expect((await after.request(LIST)).status).toBe(200)
  })

  it('stays so in a process that only got to know the new one', async () => {
    const { jar } = await signedIn(await startPanel([NEW, OLD]))
    expect((await moved(jar, await startPanel([OLD, NEW])).request(LIST)).status).toBe(200)
  })

  it('is signed out by a key that is no longer known', async () => {
    const { jar } = await signedIn(await startPanel(OLD))
    expect((await moved(jar, await startPanel(NEW)).request(LIST)).status).not.toBe(200)
  })
})
