import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { generateEncryptionKey } from '../../../src/secrets/encryption-keys.js'
import { type CommandInput, type Ended, folderWith, runCommand, tidyCommands } from '../../support/command.js'
import { createProvider, type Provider } from '../../support/provider.js'
import { databaseUrl } from '../../support/template-database.js'

const KEY = generateEncryptionKey()
let provider: Provider
let environment: Record<string, string>
beforeAll(async () => {
  provider = await createProvider({ encryptionKey: KEY })
  await provider.linked()
  environment = { DATABASE_URL: provider.url, CONTENT_PLATFORMS_ENCRYPTION_KEY: KEY }
})
afterEach(tidyCommands)
afterAll(() => provider.drop())

/** Exit code and message; and that it is a sentence for a person, without a stack or a secret. */
const refused = async (input: CommandInput): Promise<Pick<Ended, 'code'> & { said: string }> => {
  const { code, stdout, stderr } = await runCommand(input)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^adminjs-content-platforms: /)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(stderr).not.toContain(KEY)
  expect(stderr).not.toContain('s3cret')
  return { code, said: stderr.replace(/^adminjs-content-platforms: /, '').trim() }
}
const withConfig = async (text: string, name = 'content-platforms.config.mjs') => ({
  folder: await folderWith({ [name]: text }),
  env: environment,
})

describe('a wrong command line ends with 2', () => {
  it.each([
    [[], 'Which command? One of: worker, migrate, status, generate-key, reencrypt.'],
    [['wroker'], "There is no command 'wroker'. One of: worker"],
    [['worker', '--job'], "Unknown option '--job'"],
    [['worker', 'now'], "'now' is one argument too many."],
    [['migrate', '--no-jobs'], "'migrate' has no option --no-jobs."],
    [['worker', '--config'], "Option '-c, --config <value>' argument missing"],
    [['worker', '--health-port', 'http'], "--health-port: expected a whole number from 0 to 65535, got 'http'."],
    [['worker', '--metrics-port', '70000'], '--metrics-port: expected a whole number'],
    [['worker', '--drain-seconds', '-1'], '--drain-seconds'],
    [['worker', '--threads', '0'], "--threads: expected a whole number from 1 to 64, got '0'."],
    [['worker', '--threads', 'two'], "--threads: expected a whole number from 1 to 64, got 'two'."],
    [['status', '--threads', '2'], "'status' has no option --threads."],
  ])('%j', async (args, sentence) => {
    const { code, said } = await refused({ args, env: environment })
    expect(code).toBe(2)
    expect(said).toContain(sentence)
  })
})

describe('a wrong configuration ends with 3', () => {
  it.each([
    ['no database', {}, 'Which database? Set DATABASE_URL, or database.url in the configuration file.'],
    [
      'no key',
      { CONTENT_PLATFORMS_ENCRYPTION_KEY: '' },
      'encryptionKey is missing. Set CONTENT_PLATFORMS_ENCRYPTION_KEY',
    ],
    ['a short key', { CONTENT_PLATFORMS_ENCRYPTION_KEY: 'c2hvcnQ=' }, "32 bytes in base64. 'generate-key' prints one."],
    [
      'a pool of 1',
      { CONTENT_PLATFORMS_POOL_SIZE: '1' },
      'CONTENT_PLATFORMS_POOL_SIZE: expected a whole number from 2',
    ],
    ['no level', { CONTENT_PLATFORMS_LOG_LEVEL: 'trace' }, 'CONTENT_PLATFORMS_LOG_LEVEL: expected one of info, warn'],
    ['no time zone', { CONTENT_PLATFORMS_TIME_ZONE: 'Mars' }, 'timeZone: not an IANA time zone'],
  ])('in the environment: %s', async (name, change, sentence) => {
    const env = name === 'no database' ? { CONTENT_PLATFORMS_ENCRYPTION_KEY: KEY } : { ...environment, ...change }
    const { code, said } = await refused({ args: ['worker'], env })
    expect(code).toBe(3)
    expect(said).toContain(sentence)
  })

  it.each([
    ['throws', `throw new Error('no vault')`, 'no vault'],
    ['rejects', `export default Promise.reject(new Error('no vault'))`, 'no vault'],
    ['is a function that throws', `export default () => { throw new Error('no vault') }`, 'no vault'],
    ['is no JavaScript', 'export default {', "can't be used"],
    ['exports nothing', 'export const options = {}', 'has no default export with options.'],
    ['has an option that there is not', 'export default { colour: 1 }', 'Unrecognized key: "colour"'],
    ['has a wrong option', 'export default { delivery: { pollMs: 1 } }', 'delivery.pollMs'],
    ['asks for no threads', 'export default { worker: { threads: 0 } }', 'worker.threads'],
    ['has a key that is none', 'export default { encryptionKey: 7 }', 'encryptionKey: expected text'],
    ['has a wrong database', 'export default { database: { pool: 3 } }', 'database: Unrecognized key: "pool"'],
    [
      'has something else as dataSource',
      'export default { dataSource: {} }',
      'dataSource: expected a TypeORM DataSource',
    ],
  ])('in a file that %s', async (_, text, sentence) => {
    const { code, said } = await refused({ args: ['worker'], ...(await withConfig(text)) })
    expect(code).toBe(3)
    expect(said).toContain(sentence)
  })

  it('in a file that is not there or holds no JSON', async () => {
    const absent = await refused({ args: ['worker', '--config', 'none.mjs'], env: environment })
    expect(absent).toEqual({ code: 3, said: 'The configuration file none.mjs does not exist.' })
    const broken = await refused({
      args: ['worker'],
      ...(await withConfig('{"endpoints": ', 'content-platforms.config.json')),
    })
    expect(broken.code).toBe(3)
    expect(broken.said).toContain("can't be used")
  })

  it('with a key that did not seal the secrets in the database, before an attempt is spent', async () => {
    const env = { ...environment, CONTENT_PLATFORMS_ENCRYPTION_KEY: generateEncryptionKey() }
    const { code, said } = await refused({ args: ['worker'], env })
    expect(code).toBe(3)
    expect(said).toMatch(/^encryptionKey: secrets in this database were sealed with another key \([0-9a-f]{8}…\)\.$/)
  })
})

describe('a database that is away ends with 4', () => {
  it.each([
    ['nothing listens', () => 'postgres://u:s3cret@127.0.0.1:1/x', 'nothing listens there'],
    ['no such host', () => 'postgres://u:s3cret@nowhere.invalid/x', 'host'],
    ['no such database', () => databaseUrl(provider.url, 'absent'), 'there is no such database'],
  ])('%s', async (_, url, sentence) => {
    for (const command of ['worker', 'migrate', 'status']) {
      const { code, said } = await refused({ args: [command], env: { ...environment, DATABASE_URL: url() } })
      expect([command, code]).toEqual([command, 4])
      expect(said).toMatch(/^Can't connect to the database: /)
      expect(said).toContain(sentence)
    }
  })
})

it('a database without our tables ends with 5, and says what creates them', async () => {
  const env = { ...environment, DATABASE_URL: databaseUrl(provider.url, 'postgres') }
  for (const command of ['worker', 'status', 'reencrypt']) {
    const { code, said } = await refused({ args: [command], env })
    expect([command, code]).toEqual([command, 5])
    expect(said).toContain('Run: npx adminjs-content-platforms migrate')
  }
})

it('a port that another process has ends with 6', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  try {
    const { code, said } = await refused({ args: ['worker', '--health-port', String(port)], env: environment })
    expect({ code, said }).toEqual({
      code: 6,
      said: `Can't listen on 127.0.0.1 port ${port}: another process listens there.`,
    })
  } finally {
    other.close()
  }
})
