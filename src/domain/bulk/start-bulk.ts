import type { EntityManager } from 'typeorm'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import type { BulkContext } from '../context.js'
import { recordAudit } from '../record-audit.js'
import { readBrakeLimit } from '../state/mass-brake.js'
import { createBinder } from './binder.js'
import type { BulkFilter } from './bulk-filter.js'
import { type BulkInput, type BulkOrder, resolveBulkInput } from './bulk-input.js'
import { countVerdict, itemsOf, selectionOf, type Verdict } from './judge-items.js'

export type StartBulkInput = BulkInput & {
  actor: Actor
  /** How many services the person saw; another number now is refused with `BULK_SELECTION_CHANGED`. */
  expectedTotal?: number | null
  /** BR-45: how many active subscriptions the person agreed to suspend or remove. */
  confirmedAffected?: number | null
}

/** The filter as the job keeps it: thousands of typed numbers are in its items already. */
const keptFilter = ({ serviceNumbers, ...filter }: BulkFilter): Record<string, unknown> => ({
  ...filter,
  ...(serviceNumbers ? { serviceNumberCount: serviceNumbers.length } : {}),
})

const writeJob = async (
  tx: EntityManager,
  { order, filter, actor, timeZone }: { order: BulkOrder; filter: BulkFilter; actor: Actor; timeZone: string },
): Promise<number> => {
  const { kind, reason, ...input } = order
  const [job]: { id: number }[] = await tx.query(
    `insert into content_platforms.bulk_job (kind, filter, input, reason, actor, total)
     values ($1, $2, $3, $4, $5, 0) returning id`,
    [kind, JSON.stringify(keptFilter(filter)), JSON.stringify(input), reason, actor.id],
  )
  if (!job) throw new TypeError('the job was not written')
  const { bind, parameters } = createBinder()
  // Nothing is locked: each item is judged anew when its turn comes.
  await tx.query(
    `insert into content_platforms.bulk_job_item (job_id, position, service_id, subscription_id)
     select ${bind(job.id)}::int, chosen.position, chosen.service_id, chosen.subscription_id
     from (${selectionOf(filter, order, timeZone)(bind)}) chosen`,
    parameters,
  )
  return job.id
}

/** How long the same change of prices by the same person counts as a second press: any other kind does nothing twice. */
const SAME_ORDER_SECONDS = 60

const refuseRepeated = async (tx: EntityManager, jobId: number): Promise<void> => {
  // One order after the other, or of two presses at once neither would see the other's job.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('content_platforms.bulk_job', 0))`)
  const [earlier]: { id: number }[] = await tx.query(
    `select other.id from content_platforms.bulk_job own
     join content_platforms.bulk_job other on other.id <> own.id and other.actor = own.actor and other.kind = own.kind
       and other.filter = own.filter and other.input = own.input and (other.state = 'running' or (
         own.kind = 'reprice' and other.state = 'done'
         and other.created_at > clock_timestamp() - make_interval(secs => $2)))
     where own.id = $1 and not exists (
       (select service_id from content_platforms.bulk_job_item where job_id = own.id)
       except (select service_id from content_platforms.bulk_job_item where job_id = other.id))
     limit 1`,
    [jobId, SAME_ORDER_SECONDS],
  )
  if (earlier) throw new DomainError('BULK_ALREADY_STARTED', { id: earlier.id })
}

const refuseStart = (
  { total, accepted, affected }: Verdict,
  {
    limit,
    expectedTotal,
    confirmedAffected,
  }: Pick<StartBulkInput, 'expectedTotal' | 'confirmedAffected'> & { limit: number },
): void => {
  if (total === 0) throw new DomainError('BULK_EMPTY')
  if (expectedTotal != null && expectedTotal !== total)
    throw new DomainError('BULK_SELECTION_CHANGED', { expected: expectedTotal, total })
  if (accepted === 0) throw new DomainError('BULK_NOTHING_TO_DO', { total })
  if (affected > limit && confirmedAffected !== affected)
    throw new DomainError('BULK_BRAKE_NOT_CONFIRMED', { affected, limit })
}

/**
 * Starts a bulk job (BR-102): fixes which services it is about and leaves the rest to the worker. What the person
 * confirmed is counted again over just these services. Refuses an empty selection with `BULK_EMPTY`, one that came to be
 * another with `BULK_SELECTION_CHANGED`, one in which every item would be refused with `BULK_NOTHING_TO_DO`, and more
 * suspended or removed than the mass brake lets pass unconfirmed with `BULK_BRAKE_NOT_CONFIRMED`. The same
 * order while it runs, or of prices within a minute, is a second press: `BULK_ALREADY_STARTED`.
 */
export const startBulk = async (
  tx: EntityManager,
  input: StartBulkInput,
  context: BulkContext,
): Promise<{ id: number; total: number }> => {
  const { actor, expectedTotal, confirmedAffected, ...asked } = input
  const { order, filter } = await resolveBulkInput(tx, asked as BulkInput, context)
  const id = await writeJob(tx, { order, filter, actor, timeZone: context.timeZone })
  await refuseRepeated(tx, id)
  const verdict = await countVerdict(tx, { order, context, source: itemsOf(id) })
  const limit = await readBrakeLimit(tx)
  refuseStart(verdict, { limit, expectedTotal: expectedTotal ?? null, confirmedAffected: confirmedAffected ?? null })
  await tx.query('update content_platforms.bulk_job set total = $2 where id = $1', [id, verdict.total])
  const { total, accepted, affected } = verdict
  await recordAudit(tx, {
    actor,
    action: 'bulk.started',
    resource: 'bulk_job',
    recordId: id,
    reason: order.reason,
    after: { kind: order.kind, filter: keptFilter(filter), total, accepted, affected, limit },
  })
  return { id, total }
}
