import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { HELP } from '../../../src/cli/help.js'
import { contentPlatformMigrations } from '../../../src/migrations/index.js'
import { generateEncryptionKey } from '../../../src/secrets/encryption-keys.js'
import { createSecretBox } from '../../../src/secrets/secret-box.js'
import { folderWith, runCommand, tidyCommands } from '../../support/command.js'
import { createProvider, type Provider } from '../../support/provider.js'
import { connect, databaseUrl, onServer, uniqueName } from '../../support/template-database.js'

const KEY = generateEncryptionKey()
let provider: Provider
let environment: Record<string, string>
beforeEach(async () => {
  provider = await createProvider({ encryptionKey: KEY })
  environment = { DATABASE_URL: provider.url, CONTENT_PLATFORMS_ENCRYPTION_KEY: KEY }
})
afterEach(async () => {
  await tidyCommands()
  await provider.drop()
})

const run = async (args: string[], env: Record<string, string> = environment) => {
  const { code, stdout, stderr } = await runCommand({ args, env })
  expect([code, stderr]).toEqual([0, ''])
  return stdout.trim()
}

it('--help says what there is and --version which one, without any configuration', async () => {
  expect(await run(['--help'], {})).toBe(HELP.trim())
  expect(await run(['worker', '--help'], {})).toBe(HELP.trim())
  expect(await run(['--version'], {})).toMatch(/^\d+\.\d+\.\d+/)
})

it('generate-key prints a key that seals', async () => {
  const key = await run(['generate-key'], {})
  expect(key).not.toBe(await run(['generate-key'], {}))
  const place = { table: 't', row: 1, field: 'f' }
  const box = createSecretBox(key)
  expect(box.open(box.seal('x', place), place)).toBe('x')
})

describe('migrate', () => {
  it('creates the tables once, however many run at the same time, and then has nothing to do', async () => {
    const { url } = inject('server')
    const name = uniqueName('migrate')
    await onServer(url, `create database ${name}`)
    try {
      const env = { DATABASE_URL: databaseUrl(url, name) }
      const said = await Promise.all([run(['migrate'], env), run(['migrate'], env), run(['migrate'], env)])
      const nothing = 'Nothing to do: all migrations are applied.'
      expect(said.filter((text) => text === nothing)).toHaveLength(2)
      const names = contentPlatformMigrations.map((Migration) => new Migration().name)
      expect(said).toContain(`Applied: ${names.join(', ')}.`)
      const dataSource = await connect(env.DATABASE_URL)
      expect(await dataSource.showMigrations()).toBe(false)
      await dataSource.destroy()
    } finally {
      await onServer(url, `drop database ${name}`)
    }
  })

  it("runs none of the host's own, given the host's DataSource", async () => {
    const typeorm = import.meta.resolve('typeorm')
    const folder = await folderWith({
      'content-platforms.config.mjs': `
        import { DataSource } from ${JSON.stringify(typeorm)}
        class HostTable1700000000000 { name = 'HostTable1700000000000'; up(runner) { return runner.query('create table host_table ()') } down() {} }
        export default { dataSource: new DataSource({ type: 'postgres', url: process.env.HOST_DATABASE, migrations: [HostTable1700000000000] }) }`,
    })
    const env = { HOST_DATABASE: provider.url }
    await provider.dataSource.query('drop schema content_platforms cascade')
    await provider.dataSource.query('truncate migrations')
    const { code, stderr, stdout } = await runCommand({ args: ['migrate'], env, folder })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Applied: ')
    const [{ host, ours }] = await provider.dataSource.query(
      `select to_regclass('host_table') as host, to_regclass('content_platforms.integration') as ours`,
    )
    expect([host, ours !== null]).toEqual([null, true])
  })
})

describe('status', () => {
  it('prints once what waits by integration', async () => {
    const { integrationId } = await provider.linked()
    const lines = (await run(['status'])).split('\n')
    expect(lines[0]?.split(/\s+/)).toEqual('integration state breaker waiting accounts parked due lag'.split(' '))
    expect(lines[1]?.split(/\s+/).slice(0, 7)).toEqual([String(integrationId), 'active', 'closed', '1', '1', '0', '1'])
  })

  it('prints the same for machines', async () => {
    const { integrationId } = await provider.linked()
    const { integrations } = JSON.parse(await run(['status', '--json']))
    expect(integrations).toMatchObject([{ integrationId, waitingEvents: 1, parkedLanes: 0, breaker: 'closed' }])
  })
})

describe('reencrypt', () => {
  it('seals every secret with the first key, so that the old one can go', async () => {
    await provider.linked()
    const next = generateEncryptionKey()
    const both = { ...environment, CONTENT_PLATFORMS_ENCRYPTION_KEY: `${next},${KEY}` }
    expect(await run(['reencrypt'], both)).toBe('Sealed anew: 1. Already with the first key: 0. Unreadable: 0.')
    const alone = { ...environment, CONTENT_PLATFORMS_ENCRYPTION_KEY: next }
    expect(await run(['reencrypt'], alone)).toBe('Sealed anew: 0. Already with the first key: 1. Unreadable: 0.')
  })

  it('ends with 1 when a secret opens with none of the keys', async () => {
    await provider.linked()
    const env = { ...environment, CONTENT_PLATFORMS_ENCRYPTION_KEY: generateEncryptionKey() }
    const { code, stderr } = await runCommand({ args: ['reencrypt'], env })
    expect(code).toBe(1)
    expect(stderr).toContain('Unreadable: 1.')
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})
