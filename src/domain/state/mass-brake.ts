import type { EntityManager } from 'typeorm'
import type { BrakeState } from '../../entities/mass-brake.js'

/** BR-45: below this many nobody needs to be asked, however small the provider is. */
const FLOOR = 100
const SHARE = 0.05
/** After that a dismissed question is asked again, if it is still one. */
const DISMISSED_HOURS = 24

/** What automatic work may still suspend or remove in this run. */
export interface BrakeAllowance {
  /** The brake that a person confirmed; null within the limit, where nobody had to be asked. */
  brakeId: number | null
  left: number
}

export type BrakeAnswer =
  | { kind: 'go'; allowance: BrakeAllowance }
  /** Nothing may be done. `isNew` the first time only, so that nobody is alerted twice about one thing. */
  | { kind: 'held'; brakeId: number; count: number; limit: number; isNew: boolean }

interface OpenBrake {
  id: number
  state: BrakeState
  affected: number
  remaining: number
  isFresh: boolean
}

/** BR-45: how many subscriptions may be suspended or removed without a person's word: max(100, 5 % of the active). */
export const readBrakeLimit = async (tx: EntityManager): Promise<number> => {
  const [row]: { limit: number }[] = await tx.query(
    `select greatest($1::int, floor(count(*) * $2::float8)::int) as limit
     from content_platforms.package_subscription where recorded_state = 'active'`,
    [FLOOR, SHARE],
  )
  if (!row) throw new TypeError('the database answered no limit')
  return row.limit
}

const lockOpenBrake = async (tx: EntityManager, source: string): Promise<OpenBrake | undefined> => {
  // Locked: a person's word and the work that waits for it must not pass each other by.
  const [row]: OpenBrake[] = await tx.query(
    `select id, state, affected_count as affected, coalesce(remaining_count, 0) as remaining,
       coalesce(decided_at > now() - make_interval(hours => $2), false) as "isFresh"
     from content_platforms.mass_brake where source = $1 and state <> 'ended' for update`,
    [source, DISMISSED_HOURS],
  )
  return row
}

const endBrake = (tx: EntityManager, source: string): Promise<unknown> =>
  tx.query(`update content_platforms.mass_brake set state = 'ended' where source = $1 and state <> 'ended'`, [source])

const isQuiet = ({ state, affected, isFresh }: OpenBrake, count: number): boolean =>
  state === 'held' || (state === 'dismissed' && isFresh && count <= affected)

const hold = async (
  tx: EntityManager,
  { source, count, limit }: { source: string; count: number; limit: number },
): Promise<number> => {
  // Two nodes may come here at once only after a lost lease; the second then takes over the first one's row.
  const [row]: { id: number }[] = await tx.query(
    `insert into content_platforms.mass_brake (source, affected_count, limit_count) values ($1, $2, $3)
     on conflict (source) where state <> 'ended'
     do update set affected_count = excluded.affected_count, limit_count = excluded.limit_count
     returning id`,
    [source, count, limit],
  )
  if (!row) throw new TypeError('the brake was not written')
  return row.id
}

/**
 * Asked by automatic work before it acts: may it suspend or remove `count` subscriptions? More than
 * {@link readBrakeLimit} is held until a person confirms that count; a dismissed question rests for a day, or until the
 * count rises. Commit the transaction also when the answer is `held`.
 */
export const askBrake = async (
  tx: EntityManager,
  { source, count }: { source: string; count: number },
): Promise<BrakeAnswer> => {
  const limit = count <= FLOOR ? FLOOR : await readBrakeLimit(tx)
  if (count <= limit) {
    await endBrake(tx, source)
    return { kind: 'go', allowance: { brakeId: null, left: limit } }
  }
  const open = await lockOpenBrake(tx, source)
  if (open?.state === 'confirmed' && count <= open.remaining) {
    return { kind: 'go', allowance: { brakeId: open.id, left: open.remaining } }
  }
  const quiet = open !== undefined && isQuiet(open, count)
  if (open?.state === 'dismissed' && quiet) return { kind: 'held', brakeId: open.id, count, limit, isNew: false }
  if (!quiet) await endBrake(tx, source)
  return { kind: 'held', brakeId: await hold(tx, { source, count, limit }), count, limit, isNew: !quiet }
}

/**
 * Takes `count` from what may still be done; false when it isn't enough, and then nothing may be done. In the
 * transaction that acts, so that work that is cut off has spent what it did and no more.
 */
export const spendAllowance = async (tx: EntityManager, allowance: BrakeAllowance, count: number): Promise<boolean> => {
  if (count > allowance.left) return false
  allowance.left -= count
  if (allowance.brakeId === null || count === 0) return true
  // Conditional: what another process spent meanwhile is not there any more.
  const [spent]: [{ id: number }[], number] = await tx.query(
    `update content_platforms.mass_brake set remaining_count = remaining_count - $2
     where id = $1 and state = 'confirmed' and remaining_count >= $2 returning id`,
    [allowance.brakeId, count],
  )
  return spent.length === 1
}
