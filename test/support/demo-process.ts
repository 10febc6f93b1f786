import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { freePort } from '../../demo/embedded-database/free-port.js'
import { commandLineOf } from '../../demo/processes.js'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

export interface DemoProcess {
  child: ChildProcess
  panelUrl: string
  platformUrl: string
  /** All that it has printed so far. */
  output: () => string
  /** Resolves when it has printed `text`; rejects when it ends without. */
  printed: (text: string) => Promise<void>
  /** Resolves to the exit code, null after a signal. */
  ended: Promise<number | null>
}

export interface DemoOptions {
  dataFolder: string
  args?: readonly string[]
  ports?: { panel: number; platform: number }
  account?: { uid: number; gid: number }
  /** `DATABASE_URL`; without it the demo brings its own database along. */
  ownDatabase?: string
}

/** Runs what `npm start` runs, as a process of its own on free ports. Needs a build. */
export const runDemo = async (options: DemoOptions): Promise<DemoProcess> => {
  const { dataFolder, args = [], ports, account, ownDatabase } = options
  const { panel, platform } = ports ?? { panel: await freePort(), platform: await freePort() }
  const env = {
    PATH: process.env.PATH,
    DEMO_DATA: dataFolder,
    PORT: String(panel),
    PLATFORM_PORT: String(platform),
    ...(ownDatabase ? { DATABASE_URL: ownDatabase } : {}),
  }
  const child = spawn(process.execPath, ['build/demo/main.js', ...args], { cwd: PROJECT, env, ...account })
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  const output = () => chunks.join('')
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    child,
    panelUrl: `http://127.0.0.1:${panel}`,
    platformUrl: `http://127.0.0.1:${platform}`,
    output,
    printed: (text) =>
      vi.waitFor(
        () => {
          if (!output().includes(text)) throw new Error(`not printed: ${text}\n${output()}`)
        },
        { timeout: 40_000, interval: 50 },
      ),
    ended,
  }
}

/** Number of the demo's database server, as its own file says; null when none is recorded. */
export const databasePid = async (dataFolder: string): Promise<number | null> => {
  const text = await readFile(join(await databaseHome(dataFolder), 'data', 'postmaster.pid'), 'utf8').catch(() => '')
  return Number(text.split('\n')[0]) || null
}

/** A superuser's address of the running demo's database. */
export const databaseUrl = async (dataFolder: string): Promise<string> => {
  const home = await databaseHome(dataFolder)
  const password = await readFile(join(home, 'password'), 'utf8')
  const port = (await readFile(join(home, 'data', 'postmaster.pid'), 'utf8')).split('\n')[3]
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
}

/** Where the demo keeps its database: in the data folder, or elsewhere when root's data folder is closed to others. */
export const databaseHome = (dataFolder: string) => readFile(join(dataFolder, 'database-home'), 'utf8')

/** Whether a process of this number does anything; one that ended and was not yet collected by its parent does not. */
export const isRunning = async (pid: number): Promise<boolean> => (await commandLineOf(pid)) !== null
