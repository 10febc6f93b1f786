import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commandLineOf } from '../processes.js'

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number
  port: number
}

/** The server recorded in `data`, whether or not it still runs; null when none is recorded. */
export const readPostmaster = async (data: string): Promise<Postmaster | null> => {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 ? { pid, port } : null
}

/** Whether the recorded process is alive and PostgreSQL's, and not another one that got its number after a restart. */
export const isPostgres = async ({ pid }: Postmaster): Promise<boolean> =>
  (await commandLineOf(pid))?.includes('postgres') ?? false
