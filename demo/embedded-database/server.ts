import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, openCluster, urlOf } from './cluster.js'
import { freePort } from './free-port.js'
import { isTaken, readPostmaster, serves } from './postmaster.js'
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
  const cluster = await openCluster(home)
  const left = await findRunning(cluster)
  const url = left ?? (await startServer(cluster, durable))
  const postmaster = await readPostmaster(cluster.data)
  const abandon = () => postmaster && process.kill(postmaster.pid, FAST_SHUTDOWN)
  return { url, reused: left !== null, stop: () => stopServer(cluster, 'fast'), abandon }
}

/** Stops the server whose files are below `home`, if one runs; for `--reset` and for what a killed test run left. */
export const stopEmbeddedDatabase = async ({ home }: { home: string }): Promise<void> => {
  const data = join(home, 'data')
  const postmaster = await readPostmaster(data)
  if (!postmaster || !(await serves(postmaster, data))) return
  process.kill(postmaster.pid, FAST_SHUTDOWN)
  await eventually(async () => !(await serves(postmaster, data)))
}

const findRunning = async (cluster: Cluster): Promise<string | null> => {
  const found: { url: string | null } = { url: null }
  await eventually(async () => {
    const postmaster = await readPostmaster(cluster.data)
    if (!postmaster) return true
    if (!(await serves(postmaster, cluster.data))) {
      // Another program has its number now, and PostgreSQL would refuse to start because of it. A number that nobody
      // has is left to PostgreSQL, which then also looks for sessions that outlived their server.
      if (isTaken(postmaster.pid)) await rm(join(cluster.data, 'postmaster.pid'), { force: true })
      return true
    }
    const url = await urlOf(cluster, postmaster.port)
    if (!(await answersFor(cluster.data, url))) return false
    found.url = url
    return true
  }).catch(() => stopServer(cluster, 'immediate'))
  return found.url
}

const startServer = async (cluster: Cluster, durable: boolean, attempts = 3): Promise<string> => {
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
  const args = ['start', '-w', '-t', '60', '-D', cluster.data, '-l', cluster.log, '-o', flags.join(' ')]
  await rm(cluster.log, { force: true })
  try {
    await run({ file: cluster.binaries.pgCtl, args, account: cluster.account })
    return await urlOf(cluster, port)
  } catch (cause) {
    const log = await readFile(cluster.log, 'utf8').catch(() => '')
    // Somebody else took the port since we saw it free.
    if (attempts > 1 && log.includes('Address already in use')) return startServer(cluster, durable, attempts - 1)
    throw new Error(`PostgreSQL did not start: ${log.trim().split('\n').slice(-5).join(' | ')}`, { cause })
  }
}

const stopServer = async ({ data, account, binaries }: Cluster, mode: 'fast' | 'immediate') => {
  const postmaster = await readPostmaster(data)
  if (!postmaster || !(await serves(postmaster, data))) return
  await run({ file: binaries.pgCtl, args: ['stop', '-w', '-t', '60', '-m', mode, '-D', data], account })
}

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

const eventually = async (condition: () => Promise<boolean>, timeoutMs = 30_000) => {
  const deadline = Date.now() + timeoutMs
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('PostgreSQL gave no answer in time')
    await delay(50)
  }
}
