import type { DataSource, EntityManager } from 'typeorm'
import { DomainError } from '../errors.js'
import type { DeliveryActor } from './audit-delivery.js'
import { type FailedHeads, failedHeadsSql } from './failed-heads.js'

/** How many heads a filter finds. */
export interface RedeliverableCount {
  /** Would be sent again now. */
  redeliverable: number
  /** Of these, how many go out only once the breaker of their integration closes: until then they wait, unspent. */
  held: number
  /** Of integrations that are not active: nothing would be sent, so they are left as they are. */
  inactive: number
}

/** What a run did. */
export interface Redelivered {
  redelivered: number
  /** What the filter still finds: parked since it was counted, or being changed by somebody else meanwhile. */
  remaining: number
}

const CHUNK = 500

/** BR-90: counts what {@link redeliverEvents} would send again. */
export const countRedeliverable = async (tx: EntityManager, filter: FailedHeads): Promise<RedeliverableCount> => {
  const { from, parameters } = failedHeadsSql(filter)
  const [row]: RedeliverableCount[] = await tx.query(
    `select count(*) filter (where integration.active)::int as redeliverable,
       count(*) filter (where integration.active and integration.id in (
         select gate.integration_id from content_platforms.delivery_gate gate where gate.breaker <> 'closed'))::int as held,
       count(*) filter (where not integration.active)::int as inactive ${from}`,
    parameters,
  )
  return row ?? { redeliverable: 0, held: 0, inactive: 0 }
}

interface Part {
  count: number
  lastId: number | null
}

// `skip locked`: a lane that a worker settles, in which an event is being recorded, or that another run takes up right
// now is left alone, so that live traffic never waits for this and two runs at once send once. What was changed before
// the lock was had is checked again on its newest version. By id, as everybody locks lanes, and from the last one done
// on, so that a lane which fails again at once is not taken twice by one run.
const redeliverPart = async (
  tx: EntityManager,
  { filter, actor, afterId, limit }: { filter: FailedHeads; actor: DeliveryActor; afterId: number; limit: number },
): Promise<Part> => {
  const { from, parameters } = failedHeadsSql(filter)
  const bind = (value: unknown): string => `$${parameters.push(value)}`
  const [part]: Part[] = await tx.query(
    `with chosen as (
       select lane.id ${from} and integration.active and lane.id > ${bind(afterId)}::int
       order by lane.id limit ${bind(limit)}::int for update of lane skip locked
     ), moved as (
       update content_platforms.delivery_lane lane
       set earlier_attempts = earlier_attempts + attempts, attempts = 0, ready_at = clock_timestamp(), parked_at = null,
         parked_reason = null, lease_token = null, lease_until = null, requested_by = ${bind(actor.id)}::text
       from chosen where lane.id = chosen.id
       returning lane.id
     )
     select count(*)::int as count, max(id) as "lastId" from moved`,
    parameters,
  )
  return part ?? { count: 0, lastId: null }
}

const toAudited = ({ failedFrom, failedBefore, ...filter }: FailedHeads): Record<string, unknown> => ({
  ...filter,
  ...(failedFrom ? { failedFrom: failedFrom.toISOString() } : {}),
  ...(failedBefore ? { failedBefore: failedBefore.toISOString() } : {}),
})

// One entry for the whole run, raised in the transaction of each part: what a crash leaves done is on record.
const auditRun = async (
  tx: EntityManager,
  {
    entryId,
    actor,
    filter,
    redelivered,
    expectedCount,
  }: RedeliverInput & { entryId: string | null; redelivered: number },
): Promise<string> => {
  const after = JSON.stringify({ filter: toAudited(filter), expected: expectedCount, redelivered })
  if (entryId !== null) {
    await tx.query('update content_platforms.audit_entry set after = $2 where id = $1', [entryId, after])
    return entryId
  }
  const [entry]: { id: string }[] = await tx.query(
    `insert into content_platforms.audit_entry (at, actor, action, resource, record_id, after)
     values (clock_timestamp(), $1, 'redeliver_many', $2, $3, $4) returning id`,
    filter.integrationId === undefined
      ? [actor.id, 'delivery_lane', '*', after]
      : [actor.id, 'integration', String(filter.integrationId), after],
  )
  return entry?.id ?? ''
}

interface RedeliverInput {
  filter: FailedHeads
  actor: DeliveryActor
  /** What the person was shown and confirmed; never more than that is sent again. */
  expectedCount: number
}

/**
 * BR-90: makes every head that the filter finds due now, with the whole retry schedule before it again; workers send
 * them with the same ids (BR-89). Only heads: what waits behind follows by itself, and an informative event that was
 * given up is not put back into an order that went on without it. In parts of 500 lanes, each a transaction of its own,
 * so that no lock is held for long: to be called outside any transaction. Audited once. Refuses with
 * `NOTHING_TO_REDELIVER`.
 */
export const redeliverEvents = async (dataSource: DataSource, input: RedeliverInput): Promise<Redelivered> => {
  const { filter, actor, expectedCount } = input
  let redelivered = 0
  let afterId: number | null = 0
  let entryId: string | null = null
  while (afterId !== null && redelivered < expectedCount) {
    const from: number = afterId
    const limit = Math.min(CHUNK, expectedCount - redelivered)
    const part: Part & { entryId: string | null } = await dataSource.transaction(async (tx) => {
      const moved = await redeliverPart(tx, { filter, actor, afterId: from, limit })
      if (moved.count === 0) return { ...moved, entryId }
      return { ...moved, entryId: await auditRun(tx, { ...input, entryId, redelivered: redelivered + moved.count }) }
    })
    entryId = part.entryId
    redelivered += part.count
    afterId = part.lastId
  }
  if (redelivered === 0) throw new DomainError('NOTHING_TO_REDELIVER')
  const { redeliverable } = await countRedeliverable(dataSource.manager, filter)
  return { redelivered, remaining: redeliverable }
}
