import { randomBytes } from 'node:crypto'
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Account, resolveAccount } from './account.js'
import { type Binaries, resolveBinaries } from './binaries.js'
import { run } from './run.js'

/** The files of one PostgreSQL, the programs that serve them, and the user as whom these run. */
export interface Cluster {
  data: string
  log: string
  passwordFile: string
  account: Account | null
  binaries: Binaries
}

const USER = 'postgres'

/** Finds the cluster below `home`, or makes it: UTF-8 whatever the system's language, one superuser, a password. */
export const openCluster = async (home: string): Promise<Cluster> => {
  const data = join(home, 'data')
  const account = await resolveAccount(data)
  await mkdir(home, { recursive: true, mode: 0o700 })
  if (account) await chown(home, account.uid, account.gid)
  const binaries = await resolveBinaries(home, account)
  const cluster = { data, log: join(home, 'postgres.log'), passwordFile: join(home, 'password'), account, binaries }
  if (!(await stat(data).catch(() => null))) await createCluster(cluster)
  return cluster
}

/** Address of the superuser's database when the cluster is served on `port` of 127.0.0.1. */
export const urlOf = async ({ passwordFile }: Cluster, port: number): Promise<string> =>
  `postgres://${USER}:${await readFile(passwordFile, 'utf8')}@127.0.0.1:${port}/postgres`

const createCluster = async ({ data, passwordFile, account, binaries }: Cluster) => {
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
