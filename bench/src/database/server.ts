import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** One PostgreSQL, on which each run gets a database of its own. */
export interface Server {
  version: string
  /** An empty database, or a copy of one that nobody is connected to. Returns its address. */
  create(input: { name: string; template?: string }): Promise<string>
  drop(name: string): Promise<void>
  stop(): Promise<void>
}

interface Embedded {
  startEmbeddedDatabase(input: { home: string; durable: boolean }): Promise<{ url: string; stop(): Promise<void> }>
}

// The demo's, as the root's build leaves it.
const embedded = new URL('../../../build/demo/embedded-database/server.js', import.meta.url).href

const startOwn = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const { startEmbeddedDatabase } = (await import(embedded)) as Embedded
  const folder = await mkdtemp(join(tmpdir(), 'content-platforms-bench-'))
  await chmod(folder, 0o711) // as root, PostgreSQL runs as somebody else
  const database = await startEmbeddedDatabase({ home: join(folder, 'database'), durable: true }).catch(
    async (error) => {
      await rm(folder, { recursive: true, force: true })
      throw error
    },
  )
  const stop = async () => {
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { url: database.url, stop }
}

const DURABLE = ['fsync', 'synchronous_commit', 'full_page_writes']

const refuseForgetful = async (client: pg.Client) => {
  for (const setting of DURABLE) {
    const { rows } = await client.query(`show ${setting}`)
    if (rows[0]?.[setting] !== 'on') throw new Error(`${setting} is off: figures of it would say nothing`)
  }
}

/** Takes the server of DATABASE_URL, or starts an embedded one with its defaults; refuses one that could forget a commit. */
export const openServer = async (): Promise<Server> => {
  const given = process.env.DATABASE_URL
  const { url, stop } = given ? { url: given, stop: async () => {} } : await startOwn()
  const client = new pg.Client({ connectionString: url })
  const made = new Set<string>()
  const drop = async (name: string) => {
    await client.query(`drop database if exists ${name} with (force)`)
    made.delete(name)
  }
  const close = async () => {
    for (const name of made) await drop(name)
    await client.end()
    await stop()
  }
  try {
    await client.connect()
    await refuseForgetful(client)
    const { rows } = await client.query('show server_version')
    return {
      version: rows[0].server_version,
      drop,
      stop: close,
      async create({ name, template }) {
        await drop(name)
        await client.query(`create database ${name}${template ? ` template ${template}` : ''}`)
        made.add(name)
        // What the run before left to be written back is not this one's burden.
        await client.query('checkpoint')
        return Object.assign(new URL(url), { pathname: `/${name}` }).href
      },
    }
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
}
