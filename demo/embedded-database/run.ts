import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Account } from './account.js'

const execute = promisify(execFile)

interface Command {
  file: string
  args: readonly string[]
  account: Account | null
}

/** Runs a program to its end as `account`; rejects, with what it wrote in the message, when it fails. */
export const run = async ({ file, args, account }: Command): Promise<string> => {
  // A folder that every user can stand in: PostgreSQL's programs ask where they are.
  const options = { cwd: '/', env: environment(), ...account }
  const { stdout } = await execute(file, [...args], options)
  return stdout
}

// Without the PG* variables, which would point its programs at another server.
const environment = () => {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}
