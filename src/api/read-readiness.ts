import type { DataSource } from 'typeorm'
import { missingMigrations } from '../migrations/missing-migrations.js'
import { within } from '../within.js'
import type { WorkerActivity } from './worker-activity.js'

/** One thing that must hold, or why it doesn't. */
export type Check = { ok: true } | { ok: false; reason: string }

export interface Readiness {
  ready: boolean
  checks: Record<string, Check>
}

export interface ReadinessParts {
  dataSource: DataSource
  activity: Pick<WorkerActivity, 'read'>
  /** Age of the last claim from which the dispatcher counts as stuck. */
  maxClaimAgeMs: number
}

const DEADLINE_MS = 2_000
const OK: Check = { ok: true }

const checkDatabase = (dataSource: DataSource): Promise<Check> =>
  within(DEADLINE_MS, dataSource.query('select 1')).then(
    () => OK,
    () => ({ ok: false, reason: `no answer within ${DEADLINE_MS} ms, or refused` }),
  )

// Looked up until nothing is missing: what was applied once isn't undone while the package runs.
const createMigrationsCheck = (dataSource: DataSource): (() => Promise<Check>) => {
  let applied = false
  return async () => {
    if (applied) return OK
    try {
      const missing = await within(DEADLINE_MS, missingMigrations(dataSource))
      applied = missing.length === 0
      return applied ? OK : { ok: false, reason: `not applied: ${missing.join(', ')}` }
    } catch {
      return { ok: false, reason: 'could not be read' }
    }
  }
}

const checkWorker = ({ activity, maxClaimAgeMs }: ReadinessParts): Check => {
  const { state, lastClaimAt } = activity.read()
  if (state === 'draining') return { ok: false, reason: 'draining' }
  const ageMs = performance.now() - lastClaimAt
  if (ageMs <= maxClaimAgeMs) return OK
  return { ok: false, reason: `last looked for due events ${Math.round(ageMs / 1_000)} s ago` }
}

/**
 * Whether this process can do its work now: the database answers, our migrations are applied and, once it was started,
 * its dispatcher claims. Tells reasons, but no addresses, names or errors of the database.
 */
export const createReadReadiness = (parts: ReadinessParts): (() => Promise<Readiness>) => {
  const checkMigrations = createMigrationsCheck(parts.dataSource)
  return async () => {
    const [database, migrations] = await Promise.all([checkDatabase(parts.dataSource), checkMigrations()])
    const worker = parts.activity.read().state === 'off' ? {} : { worker: checkWorker(parts) }
    const checks: Record<string, Check> = { database, migrations, ...worker }
    return { ready: Object.values(checks).every(({ ok }) => ok), checks }
  }
}
