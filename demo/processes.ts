import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** The command line of a process, null when there is no such process. */
export const commandLineOf = async (pid: number): Promise<string | null> => {
  const fromProc = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  if (fromProc !== null) return fromProc.replaceAll('\0', ' ').trim() || null
  if (process.platform === 'linux') return null
  const listed = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']).catch(() => null)
  return listed?.stdout.trim() || null
}
