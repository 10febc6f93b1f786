import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { canReach, resolveAccount } from '../../../demo/embedded-database/account.js'
import { freePort } from '../../../demo/embedded-database/free-port.js'
import { createTestDatabase } from '../../support/database.js'
import {
  type DemoOptions,
  type DemoProcess,
  databaseHome,
  databasePid,
  databaseUrl,
  isRunning,
  runDemo,
} from '../../support/demo-process.js'
import { queryOnce } from '../../support/sql.js'

const rootAndOpenClone = process.getuid?.() === 0 && (await canReach(process.cwd()))
const READY = 'Demonstração no ar.'

let dataFolder: string
const running: DemoProcess[] = []
const run = async (options: Omit<DemoOptions, 'dataFolder'> = {}) => {
  const demo = await runDemo({ dataFolder, ...options })
  running.push(demo)
  return demo
}
const start = async (options: Omit<DemoOptions, 'dataFolder'> = {}) => {
  const demo = await run(options)
  await demo.printed(READY)
  return demo
}
const platformPid = async () => Number(await readFile(join(dataFolder, 'platform.pid'), 'utf8'))
const remember = async (name: string) =>
  queryOnce(
    await databaseUrl(dataFolder),
    `insert into content_platforms.customer (code, name, person_type) values ('lembrete', '${name}', 'pf')`,
  )
const remembered = async () =>
  queryOnce(await databaseUrl(dataFolder), `select name from content_platforms.customer where code = 'lembrete'`)

// Closed to other users, as a clone below root's home is.
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'demo-test-'))
})

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGTERM')
    await ended
  }
  const home = await databaseHome(dataFolder).catch(() => null)
  const pid = home && (await databasePid(dataFolder))
  if (pid && (await isRunning(pid))) {
    process.kill(pid, 'SIGINT')
    await vi.waitFor(async () => expect(await isRunning(pid)).toBe(false), { timeout: 10_000 })
  }
  if (home) await rm(home, { recursive: true, force: true })
  await rm(dataFolder, { recursive: true, force: true })
})

describe('npm start', () => {
  it('prints both addresses and the three sign-ins, and both addresses answer', async () => {
    const demo = await start()

    expect(demo.output()).toContain(`${demo.panelUrl}/admin`)
    expect(demo.output()).toContain(demo.platformUrl)
    expect(demo.output().match(/\S+@example\.com/g)).toHaveLength(3)
    expect(await (await fetch(demo.platformUrl)).text()).toContain('Plataforma de conteúdo')
    expect((await fetch(demo.panelUrl, { redirect: 'manual' })).status).toBe(302)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'on %s ends the worker, the panel, the platform, and the database last',
    async (signal) => {
      const demo = await start()
      const pids = [(await databasePid(dataFolder)) ?? 0, await platformPid()]

      demo.child.kill(signal)

      expect(await demo.ended).toBe(0)
      expect(
        demo
          .output()
          .split('Encerrando')[1]
          ?.match(/^ {2}.*: ok$/gm),
      ).toEqual([
        '  entregas em andamento: ok',
        '  painel: ok',
        '  plataforma de conteúdo: ok',
        '  banco de dados: ok',
        '  pasta de dados: ok',
      ])
      expect(await Promise.all(pids.map(isRunning))).toEqual([false, false])
      await expect(stat(join(dataFolder, 'run.pid'))).rejects.toThrow('ENOENT')
    },
  )

  it('keeps the data from one start to the next', async () => {
    const first = await start()
    await remember('Maria da Conceição')
    first.child.kill('SIGINT')
    await first.ended

    await start()

    expect(await remembered()).toEqual([{ name: 'Maria da Conceição' }])
  })

  it('after kill -9 takes the running database over and replaces the platform', async () => {
    const first = await start()
    await remember('João')
    const [database, platform] = [await databasePid(dataFolder), await platformPid()]
    first.child.kill('SIGKILL')
    await first.ended

    const second = await start()

    expect(second.output()).toContain('foi retomado')
    expect(await databasePid(dataFolder)).toBe(database)
    expect(await isRunning(platform)).toBe(false)
    expect(await remembered()).toEqual([{ name: 'João' }])
  })

  it('after kill -9 ends a platform that hangs', async () => {
    const first = await start()
    const hanging = await platformPid()
    process.kill(hanging, 'SIGSTOP')
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')

    await start()

    expect(await isRunning(hanging)).toBe(false)
  })

  it('leaves a process alone that got the number of a platform of earlier', async () => {
    const stranger = spawn('sleep', ['60'])
    await writeFile(join(dataFolder, 'platform.pid'), String(stranger.pid))

    await start()

    expect(await isRunning(stranger.pid ?? 0)).toBe(true)
    stranger.kill()
  })

  it('after kill -9 of the database as well recovers what was committed', async () => {
    const first = await start()
    await remember('Íris')
    const database = (await databasePid(dataFolder)) ?? 0
    first.child.kill('SIGKILL')
    process.kill(database, 'SIGKILL')
    await first.ended

    await start()

    expect(await databasePid(dataFolder)).not.toBe(database)
    expect(await remembered()).toEqual([{ name: 'Íris' }])
  })

  it('starts the platform again when it dies', async () => {
    const demo = await start()
    process.kill(await platformPid(), 'SIGKILL')

    await demo.printed('iniciando de novo')
    await vi.waitFor(async () => expect((await fetch(demo.platformUrl)).status).toBe(200), { timeout: 10_000 })
  })

  it('--reset begins anew, with a database and a key of its own', async () => {
    const first = await start()
    await remember('Some')
    const key = await readFile(join(dataFolder, 'encryption-key'), 'utf8')
    first.child.kill('SIGKILL')
    await first.ended

    await start({ args: ['--reset'] })

    expect(await remembered()).toEqual([])
    expect(await readFile(join(dataFolder, 'encryption-key'), 'utf8')).not.toBe(key)
  })

  it('after --reset the platform still finds every signature valid', async () => {
    const first = await start()
    first.child.kill('SIGTERM')
    await first.ended

    await start({ args: ['--reset'] })

    await vi.waitFor(
      async () => {
        const [row] = await queryOnce(
          await databaseUrl(dataFolder),
          `select count(*)::int as waiting from content_platforms.webhook_event where state = 'pending'`,
        )
        expect(row?.waiting).toBe(0)
      },
      { timeout: 20_000, interval: 100 },
    )
    const refused = `select count(*)::int as refused from content_platforms.delivery_attempt where outcome <> 'accepted'`
    expect(await queryOnce(await databaseUrl(dataFolder), refused)).toEqual([{ refused: 0 }])
  })

  it('refuses a second demo on the same data, and leaves the first alone', async () => {
    const first = await start()
    const second = await run()

    expect(await second.ended).toBe(1)
    expect(second.output().trim()).toBe(`A demonstração já está em execução nesta pasta (processo ${first.child.pid}).`)
    expect((await fetch(first.platformUrl)).status).toBe(200)
  })

  it.each([
    { variable: 'PORT', taken: 'panel' },
    { variable: 'PLATFORM_PORT', taken: 'platform' },
  ] as const)('a taken port is one sentence that names $variable', async ({ variable, taken }) => {
    const holder: Server = createServer().listen(0, '127.0.0.1')
    await vi.waitFor(() => expect(holder.listening).toBe(true))
    const address = holder.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const free = await freePort()
    const demo = await run({ ports: { panel: free, platform: free, ...{ [taken]: port } } })

    expect(await demo.ended).toBe(1)
    expect(demo.output().trim()).toBe(
      `A porta ${port} já está em uso. Escolha outra, por exemplo: ${variable}=${port + 100} npm start`,
    )
    await expect(databaseHome(dataFolder)).rejects.toThrow('ENOENT')
    holder.close()
  })

  // As anyone else the tests themselves run as an ordinary user, and every test above is this one.
  it.runIf(rootAndOpenClone)('runs for an ordinary user too', async () => {
    const account = await resolveAccount('')
    if (!account) throw new Error('root has no ordinary user to run as')
    await chown(dataFolder, account.uid, account.gid)

    const demo = await start({ account })

    expect(await databaseHome(dataFolder)).toBe(join(dataFolder, 'database'))
    expect((await fetch(demo.platformUrl)).status).toBe(200)
  })

  it('uses the database of DATABASE_URL instead of one of its own, and leaves it running', async () => {
    const database = await createTestDatabase()
    try {
      const demo = await start({ ownDatabase: database.url })
      demo.child.kill('SIGTERM')

      expect(await demo.ended).toBe(0)
      await expect(databaseHome(dataFolder)).rejects.toThrow('ENOENT')
      expect(await queryOnce(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      await database.drop()
    }
  })

  it.each([
    { args: [], says: 'O banco de dados não aceita conexão' },
    { args: ['--reset'], says: '--reset só recomeça o banco embutido' },
  ])('with a DATABASE_URL that leads nowhere, $args ends with one sentence', async ({ args, says }) => {
    const demo = await run({ args, ownDatabase: `postgres://nobody@127.0.0.1:${await freePort()}/nothing` })

    expect(await demo.ended).toBe(1)
    expect(demo.output().trim()).toContain(says)
    expect(demo.output().trim().split('\n')).toHaveLength(1)
  })

  it('the encryption key is readable by its owner alone', async () => {
    await start()
    expect(((await stat(join(dataFolder, 'encryption-key'))).mode & 0o777).toString(8)).toBe('600')
  })
})
