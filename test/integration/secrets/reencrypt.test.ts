import type { DataSource } from 'typeorm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { loadEndpoints } from '../../../src/gateways/load-endpoints.js'
import { contentPlatforms, generateEncryptionKey, reencryptSecrets, rotateSigningSecret } from '../../../src/index.js'
import { createSecretBox, type EncryptionKeys } from '../../../src/secrets/secret-box.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { ACTOR } from '../../support/provider.js'

const OLD = generateEncryptionKey()
const NEW = generateEncryptionKey()

let db: TestDatabase
let work: DataSource
beforeAll(async () => {
  db = await createTestDatabase()
  work = await db.connect()
})
afterEach(async () => {
  await db.dataSource.query('truncate content_platforms.integration cascade')
})
afterAll(() => db.drop())

const hostWith = (encryptionKey: EncryptionKeys) =>
  contentPlatforms({ dataSource: db.dataSource, encryptionKey }).domain

const SILENT = { info: () => {}, warn: () => {}, error: () => {} }

/** What delivery would send with these keys, by integration; an integration whose secrets don't open is missing. */
const deliverable = async (keys: EncryptionKeys) => {
  const ids: { id: number }[] = await db.dataSource.query('select id from content_platforms.integration')
  const endpoints = await loadEndpoints(db.dataSource, {
    integrationIds: ids.map(({ id }) => id),
    secretBox: createSecretBox(keys),
    logger: SILENT,
  })
  return new Map([...endpoints].map(([id, { parameters, signingSecrets }]) => [id, { parameters, signingSecrets }]))
}

const parameters = (...values: string[]) =>
  values.map((value, index) => ({ key: `k${index}`, value, secret: index > 0, location: 'body' as const }))

/** An integration with one open parameter and two secret ones, and an overlap of two signing secrets. */
const addIntegration = async (domain = hostWith(OLD)) => {
  const values = {
    gateway: 'outros',
    description: 'TV',
    url: 'https://tv.example/',
    parameters: parameters('a', 's1', 's2'),
  }
  const { id } = await db.dataSource.transaction((tx) => saveIntegration(tx, { values, actor: ACTOR }, domain))
  await db.dataSource.transaction((tx) => rotateSigningSecret(tx, { integrationId: id, actor: ACTOR }, domain))
  return id
}

const storedParameters = (id: number) =>
  db.dataSource.query(
    `select id, key, '' as value, secret, location from content_platforms.integration_parameter
     where integration_id = $1 order by position`,
    [id],
  )

describe('reencryptSecrets', () => {
  it('afterwards the old key can go: everything opens with the new one alone, as it was', async () => {
    for (let made = 0; made < 5; made += 1) await addIntegration()
    const before = await deliverable(OLD)
    expect(before.size).toBe(5)
    expect((await deliverable(NEW)).size).toBe(0)
    expect(await reencryptSecrets(db.dataSource, [NEW, OLD])).toEqual({
      resealed: 20,
      alreadyCurrent: 0,
      unreadable: 0,
    })
    expect(await deliverable(NEW)).toEqual(before)
    expect((await deliverable(OLD)).size).toBe(0)
  })

  it('run again it finds nothing to do and writes nothing', async () => {
    await addIntegration()
    await reencryptSecrets(db.dataSource, [NEW, OLD])
    const rows = () =>
      db.dataSource.query('select xmin::text, ciphertext from content_platforms.signing_secret order by id')
    const before = await rows()
    expect(await reencryptSecrets(db.dataSource, [NEW, OLD])).toEqual({ resealed: 0, alreadyCurrent: 4, unreadable: 0 })
    expect(await reencryptSecrets(db.dataSource, NEW)).toEqual({ resealed: 0, alreadyCurrent: 4, unreadable: 0 })
    expect(await rows()).toEqual(before)
  })

  it('counts what none of the keys opens, and leaves it for whoever finds that key', async () => {
    const lost = generateEncryptionKey()
    await addIntegration(hostWith(lost))
    await addIntegration()
    expect(await reencryptSecrets(db.dataSource, [NEW, OLD])).toEqual({ resealed: 4, alreadyCurrent: 0, unreadable: 4 })
    expect(await reencryptSecrets(db.dataSource, [NEW, lost])).toEqual({
      resealed: 4,
      alreadyCurrent: 4,
      unreadable: 0,
    })
  })

  it('BR-04: a parameter that is being edited meanwhile keeps no ciphertext of the old key', async () => {
    const id = await addIntegration()
    const kept = await storedParameters(id)
    let reencrypted: Promise<unknown> | undefined
    await work.transaction(async (tx) => {
      await saveIntegration(tx, { id, values: { parameters: kept }, actor: ACTOR }, hostWith([NEW, OLD]))
      reencrypted = reencryptSecrets(db.dataSource, [NEW, OLD])
      await vi.waitFor(async () => {
        const waiting = `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
        expect(await work.query(waiting)).toEqual([{ n: 1 }])
      })
    })
    await reencrypted
    expect((await deliverable(NEW)).get(id)?.parameters).toMatchObject([
      { value: '' },
      { value: 's1' },
      { value: 's2' },
    ])
  })

  it('BR-04: beside people who save all the time nobody loses a value', async () => {
    const ids = [await addIntegration(), await addIntegration(), await addIntegration()]
    const domain = hostWith([NEW, OLD])
    const edits = ids.map(async (id) => {
      for (let turn = 0; turn < 10; turn += 1) {
        const [open, first, second] = await storedParameters(id)
        const values = { parameters: [open, first, { ...second, value: `turn ${turn}` }] }
        await work.transaction((tx) => saveIntegration(tx, { id, values, actor: ACTOR }, domain))
      }
    })
    const runs = (async () => {
      for (let turn = 0; turn < 10; turn += 1) await reencryptSecrets(db.dataSource, [NEW, OLD])
    })()
    await Promise.all([...edits, runs])
    const after = await deliverable(NEW)
    for (const id of ids) expect(after.get(id)?.parameters).toMatchObject([{}, { value: 's1' }, { value: 'turn 9' }])
  })

  it('killed half way, it goes on where it was', async () => {
    const first = await addIntegration()
    const second = await addIntegration()
    const before = await deliverable(OLD)
    const other = await db.connect()
    await work.transaction(async (tx) => {
      await tx.query('select 1 from content_platforms.integration where id = $1 for update', [second])
      const run = reencryptSecrets(other, [NEW, OLD])
      const ended = expect(run).rejects.toThrow()
      await vi.waitFor(async () => {
        const [killed] = await work.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        expect(killed).toBeDefined()
      })
      await ended
    })
    expect([...(await deliverable(NEW)).keys()]).toEqual([first])
    expect(await reencryptSecrets(db.dataSource, [NEW, OLD])).toEqual({ resealed: 4, alreadyCurrent: 4, unreadable: 0 })
    expect(await deliverable(NEW)).toEqual(before)
  })

  it('with a key that is none it changes nothing', async () => {
    await addIntegration()
    await expect(reencryptSecrets(db.dataSource, ['short', OLD])).rejects.toThrow(/^encryptionKey\.0: /)
    expect((await deliverable(OLD)).size).toBe(1)
  })

  it('covers every column whose ciphertexts delivery opens', async () => {
    await addIntegration()
    const { id: keyId } = { id: (await storedCiphertexts())[0]?.split('.')[0] }
    await reencryptSecrets(db.dataSource, [NEW, OLD])
    expect((await dumpText()).includes(`${keyId}.`)).toBe(false)
  })
})

const storedCiphertexts = async (): Promise<string[]> =>
  (await db.dataSource.query('select ciphertext from content_platforms.signing_secret')).map(
    ({ ciphertext }: { ciphertext: string }) => ciphertext,
  )

/** Every row of every table of ours as text. */
const dumpText = async (): Promise<string> => {
  const tables: { name: string }[] = await db.dataSource.query(
    `select table_name as name from information_schema.tables where table_schema = 'content_platforms'`,
  )
  const texts = await Promise.all(
    tables.map(({ name }) => db.dataSource.query(`select t::text from content_platforms."${name}" t`)),
  )
  return JSON.stringify(texts)
}
