import { randomBytes } from 'node:crypto'
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { type Account, resolveAccount } from './account.js'
import { type Binaries, resolveBinaries } from './binaries.js'
import { isPostgres, readPostmaster } from './postmaster.js'
import { run } from './run.js'

export interface EmbeddedDatabase {
  /** Connects as the superuser to the database `postgres`, on 127.0.0.1, with a password made for this cluster. */
  url: string
  /** True when a server left running by a killed process was found and taken over. */
  reused: boolean
  /** Ends all sessions and stops the server; resolves when it is down. */
  stop: () => Promise<void>
  /** Asks the server to end and doesn't wait: for a process that is about to exit. */
  abandon: () => void
}

interface Place {
  data: string
  log: string
  passwordFile: string
  account: Account | null
  binaries: Binaries
}

const USER = 'postgres'

/** The signal that ends PostgreSQL's sessions and then the server itself. */
const FAST_SHUTDOWN = 'SIGINT'

/**
 * Starts PostgreSQL with its files below `home`, or takes over the server that already runs there. Makes the cluster
 * the first time. When we are root, `home` is handed to an unprivileged user, who must be able to reach it.
 *
 * With `durable: false` a power cut may lose the data: for tests only. The server is its own session, so a Ctrl-C meant
 * for us doesn't stop it, and it outlives us until `stop`.
 */
export const startEmbeddedDatabase = async ({
  home,
  durable,
}: {
  home: string
  durable: boolean
}): Promise<EmbeddedDatabase> => {
  const account = await resolveAccount(join(home, 'data'))
  await mkdir(home, { recursive: true, mode: 0o700 })
  if (account) await chown(home, account.uid, account.gid)
  const binaries = await resolveBinaries(home, account)
  const place = {
    data: join(home, 'data'),
    log: join(home, 'postgres.log'),
    passwordFile: join(home, 'password'),
    account,
    binaries,
  }
  await createCluster(place)
  const left = await findRunning(place)
  const url = left ?? (await startServer(place, durable))
  const postmaster = await readPostmaster(place.data)
  const abandon = () => postmaster && process.kill(postmaster.pid, FAST_SHUTDOWN)
  return { url, reused: left !== null, stop: () => stopServer(place, 'fast'), abandon }
}

/** Stops the server whose files are below `home`, if one runs; for `--reset` and for what a killed test run left. */
export const stopEmbeddedDatabase = async ({ home }: { home: string }): Promise<void> => {
  const postmaster = await readPostmaster(join(home, 'data'))
  if (!postmaster || !(await isPostgres(postmaster))) return
  process.kill(postmaster.pid, FAST_SHUTDOWN)
  await eventually(async () => !(await isPostgres(postmaster)))
}

const createCluster = async ({ data, passwordFile, account, binaries }: Place) => {
  if (await stat(data).catch(() => null)) return
  const partial = `${data}.partial`
  await rm(partial, { recursive: true, force: true })
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (account) await chown(passwordFile, account.uid, account.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = [`--username=${USER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  await run({ file: binaries.initdb, args: ['-D', partial, ...locale, ...access], account })
  // Renamed when whole, so that a cluster that was cut short is never taken for one.
  await rename(partial, data)
}

const findRunning = async (place: Place): Promise<string | null> => {
  const found: { url: string | null } = { url: null }
  await eventually(async () => {
    const postmaster = await readPostmaster(place.data)
    if (!postmaster) return true
    // The number may be another program's by now; PostgreSQL itself would refuse to start because of it.
    if (!(await isPostgres(postmaster))) {
      await rm(join(place.data, 'postmaster.pid'), { force: true })
      return true
    }
    const url = await urlOf(place, postmaster.port)
    if (!(await answersFor(place.data, url))) return false
    found.url = url
    return true
  }).catch(() => stopServer(place, 'immediate'))
  return found.url
}

const startServer = async (place: Place, durable: boolean): Promise<string> => {
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    timezone: 'UTC',
    max_connections: 200,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  const args = ['start', '-w', '-t', '60', '-D', place.data, '-l', place.log, '-o', flags.join(' ')]
  await run({ file: place.binaries.pgCtl, args, account: place.account }).catch(async (cause: unknown) => {
    const log = await readFile(place.log, 'utf8').catch(() => '')
    throw new Error(`PostgreSQL did not start: ${log.trim().split('\n').slice(-5).join(' | ')}`, { cause })
  })
  return urlOf(place, port)
}

const stopServer = async ({ data, account, binaries }: Place, mode: 'fast' | 'immediate') => {
  const postmaster = await readPostmaster(data)
  if (!postmaster || !(await isPostgres(postmaster))) return
  await run({ file: binaries.pgCtl, args: ['stop', '-w', '-t', '60', '-m', mode, '-D', data], account })
}

const urlOf = async ({ passwordFile }: Place, port: number) =>
  `postgres://${USER}:${await readFile(passwordFile, 'utf8')}@127.0.0.1:${port}/postgres`

const answersFor = async (data: string, url: string) => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === data
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

const eventually = async (condition: () => Promise<boolean>, timeoutMs = 30_000) => {
  const deadline = Date.now() + timeoutMs
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('PostgreSQL gave no answer in time')
    await delay(50)
  }
}
