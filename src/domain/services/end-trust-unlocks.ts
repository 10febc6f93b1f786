import type { EntityManager } from 'typeorm'
import type { BlockKind } from '../../entities/service-block.js'
import type { Actor } from '../actor.js'
import { recordAudits } from '../record-audit.js'
import { touchesOf } from '../touches.js'
import { shareStatuses } from './service-lock.js'
import { resolveStatus } from './service-status.js'

interface EndedUnlock {
  id: number
  statusId: number
  kinds: BlockKind[]
  until: Date
}

/** SQL over alias `sv`: the unlock's time is over and nothing else protects the service (BR-36). `$1` is today. */
export const UNLOCK_ENDED = `(sv.trust_unlock_until <= now() and sv.canceled_at is null
  and (sv.do_not_suspend_until is null or sv.do_not_suspend_until < $1::date))`

const lockEnded = (tx: EntityManager, { today, limit }: { today: string; limit: number }): Promise<EndedUnlock[]> =>
  // In the order of all who lock services; one that was paid, protected or taken by another runner while we waited for
  // its row is read again by PostgreSQL and left out.
  tx.query(
    `select sv.id, sv.status_id as "statusId", sv.trust_unlock_until as until
     from content_platforms.customer_service sv
     where ${UNLOCK_ENDED} order by sv.id limit $2 for no key update`,
    [today, limit],
  )

const readOpenBlocks = async (tx: EntityManager, ids: readonly number[]): Promise<Map<number, BlockKind[]>> => {
  // In a statement of its own, after the locks: a payment that we waited for has closed its block.
  const rows: { id: number; kinds: BlockKind[] }[] = await tx.query(
    `select service_id as id, array_agg(kind) as kinds from content_platforms.service_block
     where service_id = any($1) and closed_at is null group by service_id`,
    [ids],
  )
  return new Map(rows.map(({ id, kinds }) => [id, kinds]))
}

/**
 * Ends trust unlocks whose time is over (BR-35): debt counts again, for the packages and in the status shown. Takes at
 * most `limit` services, in a transaction of the caller's, and returns how many; 0 when none is left. `today` is a day in
 * the provider's time zone: a service with a later `doNotSuspendUntil` keeps its unlock through that day (BR-36).
 */
export const endTrustUnlocks = async (
  tx: EntityManager,
  { today, limit, actor }: { today: string; limit: number; actor: Actor },
): Promise<number> => {
  const statuses = await shareStatuses(tx)
  const ended = await lockEnded(tx, { today, limit })
  if (ended.length === 0 || !tx.queryRunner) return 0
  const ids = ended.map(({ id }) => id)
  const blocks = await readOpenBlocks(tx, ids)
  const statusOf = new Map(statuses.map((status) => [status.id, status]))
  const changes = ended.map(({ id, statusId, until }) => {
    const before = statusOf.get(statusId)
    const resolved = resolveStatus(statuses, { openBlocks: blocks.get(id) ?? [], trustUnlockUntil: null })
    return { id, before, after: before?.contentEffect === 'waiting' ? before : resolved, until }
  })
  const touches = touchesOf(tx.queryRunner)
  for (const id of ids) touches.services.add(id)
  touches.statusesChanged = true
  await tx.query(
    `update content_platforms.customer_service sv
     set trust_unlock_until = null, status_id = u.status_id, version = sv.version + 1, updated_at = now()
     from unnest($1::int[], $2::int[]) as u(id, status_id) where sv.id = u.id`,
    [ids, changes.map(({ after }) => after.id)],
  )
  await recordAudits(
    tx,
    changes.map(({ id, before, after, until }) => ({
      actor,
      action: 'service.trust_unlock_ended',
      resource: 'customer_service',
      recordId: id,
      before: { status: before?.code, until: until.toISOString() },
      after: { status: after.code },
    })),
  )
  return ids.length
}
