import type { Database } from '../database/database.js'
import { within } from '../within.js'
import type { WorkerActivity } from './worker-activity.js'

/** One thing that must hold, or why it doesn't. Tells no addresses, names or errors of the database. */
export type Check = { ok: true } | { ok: false; reason: string }

export const CHECK_DEADLINE_MS = 2_000
export const OK: Check = { ok: true }

/** Whether the database answers. */
export const checkDatabase = (dataSource: Pick<Database, 'query'>): Promise<Check> =>
  within(CHECK_DEADLINE_MS, dataSource.query('select 1')).then(
    () => OK,
    () => ({ ok: false, reason: `no answer within ${CHECK_DEADLINE_MS} ms, or refused` }),
  )

/** Whether a dispatcher goes on looking for due events; undefined where none was started. */
export const checkActivity = (
  activity: Pick<WorkerActivity, 'read'>,
  { maxClaimAgeMs }: { maxClaimAgeMs: number },
): Check | undefined => {
  const { state, lastClaimAt } = activity.read()
  if (state === 'off') return undefined
  if (state === 'draining') return { ok: false, reason: 'draining' }
  const ageMs = performance.now() - lastClaimAt
  if (ageMs <= maxClaimAgeMs) return OK
  return { ok: false, reason: `last looked for due events ${Math.round(ageMs / 1_000)} s ago` }
}
