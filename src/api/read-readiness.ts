import type { DataSource } from 'typeorm'
import { missingMigrations } from '../migrations/missing-migrations.js'
import { within } from '../within.js'
import { CHECK_DEADLINE_MS, type Check, checkDatabase, OK } from './checks.js'

export interface Readiness {
  ready: boolean
  checks: Record<string, Check>
}

export interface ReadinessParts {
  dataSource: DataSource
  /** Whether delivery goes on; undefined where it was not started. */
  checkWorker(): Promise<Check | undefined>
}

// Looked up until nothing is missing: what was applied once isn't undone while the package runs.
const createMigrationsCheck = (dataSource: DataSource): (() => Promise<Check>) => {
  let applied = false
  return async () => {
    if (applied) return OK
    try {
      const missing = await within(CHECK_DEADLINE_MS, missingMigrations(dataSource))
      applied = missing.length === 0
      return applied ? OK : { ok: false, reason: `not applied: ${missing.join(', ')}` }
    } catch {
      return { ok: false, reason: 'could not be read' }
    }
  }
}

/**
 * Whether this process can do its work now: the database answers, our migrations are applied and, once it was started,
 * delivery goes on. Tells reasons, but no addresses, names or errors of the database.
 */
export const createReadReadiness = ({ dataSource, checkWorker }: ReadinessParts): (() => Promise<Readiness>) => {
  const checkMigrations = createMigrationsCheck(dataSource)
  return async () => {
    const [database, migrations, worker] = await Promise.all([
      checkDatabase(dataSource),
      checkMigrations(),
      checkWorker(),
    ])
    const checks: Record<string, Check> = { database, migrations, ...(worker ? { worker } : {}) }
    return { ready: Object.values(checks).every(({ ok }) => ok), checks }
  }
}
