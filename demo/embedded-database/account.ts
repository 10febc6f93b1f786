import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { run } from './run.js'
import { EmbeddedDatabaseUnavailable } from './unavailable.js'

const execute = promisify(execFile)

/** The system user that owns the database's files and runs its server. */
export interface Account {
  uid: number
  gid: number
}

/**
 * The user to run PostgreSQL as: null for "as we are", or an unprivileged one when we are root, as whom PostgreSQL
 * refuses to run. Takes the owner of `data` if that exists, else an existing `postgres` or `nobody`; makes `postgres`
 * where neither can be used.
 */
export const resolveAccount = async (data: string): Promise<Account | null> => {
  if (process.getuid?.() !== 0) return null
  const owned = await stat(data).catch(() => null)
  if (owned && owned.uid !== 0) return { uid: owned.uid, gid: owned.gid }
  const existing = (await usableAccount('postgres')) ?? (await usableAccount('nobody'))
  if (existing) return existing
  await execute('useradd', ['--system', '--no-create-home', 'postgres']).catch((cause: unknown) => {
    throw new EmbeddedDatabaseUnavailable('root, and no unprivileged user could be made', { cause })
  })
  const made = await usableAccount('postgres')
  if (!made) throw new EmbeddedDatabaseUnavailable('root, and no unprivileged user can start a process')
  return made
}

/** Whether the user that will run PostgreSQL can stand in `folder`: not so below somebody's 0700 folder. */
export const canReach = async (folder: string): Promise<boolean> => {
  const account = await resolveAccount(folder)
  const reached = run({ file: '/bin/sh', args: ['-c', 'cd "$0"', folder], account })
  return reached.then(
    () => true,
    () => false,
  )
}

// In a container with a user namespace a user may exist in /etc/passwd and yet not be mapped: only trying tells.
const usableAccount = async (name: string): Promise<Account | null> => {
  try {
    const account = { uid: await idOf(name, '-u'), gid: await idOf(name, '-g') }
    await execute('true', [], { ...account, cwd: '/' })
    return account
  } catch {
    return null
  }
}

const idOf = async (name: string, flag: '-u' | '-g') => Number((await execute('id', [flag, name])).stdout.trim())
