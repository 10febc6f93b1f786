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

/** Whether the recorded process serves `data`, and is not another program that got its number since. */
export const serves = async ({ pid }: Postmaster, data: string): Promise<boolean> =>
  (await commandLineOf(pid))?.includes(`-D ${data}`) ?? false

/** Whether some process has this number, be it one that ended and was not yet collected by its parent. */
export const isTaken = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
