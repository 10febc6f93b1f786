import { DataSource } from 'typeorm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resolveOptions } from '../../../src/options.js'
import { contentPlatforms } from '../../../src/plugin.js'
import { generateEncryptionKey } from '../../../src/secrets/secret-box.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const build = (options: object) => () =>
  contentPlatforms({ dataSource: database.dataSource, encryptionKey: generateEncryptionKey(), ...options })

const keyOf = (letter: string): string => Buffer.alloc(32, letter).toString('base64')

describe('a wrong option', () => {
  it.each([
    ['dataSource', { dataSource: {} }],
    ['dataSource', { dataSource: new DataSource({ type: 'postgres' }) }],
    ['encryptionKey', { encryptionKey: undefined }],
    ['encryptionKey', { encryptionKey: 'short' }],
    ['encryptionKey', { encryptionKey: [] }],
    ['encryptionKey.1', { encryptionKey: [generateEncryptionKey(), 'short'] }],
    ['encryptionKey.2: the same key as encryptionKey.0', { encryptionKey: ['A', 'B', 'A'].map(keyOf) }],
    ['timeZone', { timeZone: 'Mars/Phobos' }],
    ['endpoints.allowedPorts', { endpoints: { allowedPorts: [0] } }],
    ['endpoints.allowedCidrs', { endpoints: { allowedCidrs: ['10.0.0.0/99'] } }],
    ['endpoints.allowedCidrs', { endpoints: { allowedCidrs: ['office'] } }],
    ['delivery.deadlineMs', { delivery: { deadlineMs: 1 } }],
    ['delivery.retryDelaysMs', { delivery: { retryDelaysMs: [] } }],
    ['delivery.leaseMs', { delivery: { leaseMs: 999 } }],
    ['secretOverlapMs', { secretOverlapMs: -1 }],
    ['trustUnlock.defaultDays', { trustUnlock: { defaultDays: 4 } }],
    ['trustUnlock.maxDays', { trustUnlock: { maxDays: 0 } }],
    ['logger', { logger: {} }],
    ['colour', { colour: 'red' }],
  ])('is named by its path in a TypeError: %s', (path, options) => {
    expect(build(options)).toThrow(TypeError)
    expect(build(options)).toThrow(path)
  })

  it('is named together with all others', () => {
    const options = { timeZone: 'x', secretOverlapMs: -1 }
    expect(build(options)).toThrow(/timeZone.*secretOverlapMs|secretOverlapMs.*timeZone/)
  })

  it('is not shown with its value, which may be the key', () => {
    expect(build({ encryptionKey: 'hunter2' })).toThrow(expect.not.objectContaining({ message: /hunter2/ }))
  })
})

it('every default is in its place', () => {
  const {
    dataSource: _,
    logger: _logger,
    ...rest
  } = resolveOptions({
    dataSource: database.dataSource,
    encryptionKey: generateEncryptionKey(),
  })
  expect(rest).toMatchObject({
    timeZone: 'America/Sao_Paulo',
    endpoints: { allowHttp: false, allowedPorts: [443, 8443], allowedHosts: [], allowedCidrs: [] },
    delivery: { deadlineMs: 15_000, leaseMs: 6_000, pollMs: 500 },
    secretOverlapMs: 86_400_000,
    linkWhileInDebt: false,
  })
})
