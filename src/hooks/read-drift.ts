import type { EntityManager } from 'typeorm'
import { loadSubscriptionRows } from '../domain/state/subscription-facts.js'
import type { SubscriptionState } from '../entities/package-subscription.js'
import { planChanges } from './record-changes.js'

const CHUNK = 500

/** A subscription whose recorded state is not the one that its facts ask for. */
export interface Drift {
  subscriptionId: number
  serviceId: number
  before: SubscriptionState
  after: SubscriptionState
  /** What its platform would be told, as `removed`; empty where nothing was ever sent. */
  changes: readonly string[]
  /** Only because its last day has passed: that is the work of another job, and no mistake. */
  isExpiry: boolean
}

/** How many of them would be suspended or removed (BR-45). */
export const countEnds = (drifts: readonly Drift[]): number =>
  drifts.filter(({ changes }) => changes.includes('suspended') || changes.includes('removed')).length

/** How many subscriptions of these services a recompute would suspend or remove; read in chunks, nothing is locked. */
export const countEndsOf = async (
  tx: EntityManager,
  { serviceIds, today }: { serviceIds: readonly number[]; today: string },
): Promise<number> => {
  let ends = 0
  for (let at = 0; at < serviceIds.length; at += CHUNK) {
    ends += countEnds(await readDrift(tx, { serviceIds: serviceIds.slice(at, at + CHUNK), today }))
  }
  return ends
}

/**
 * What a recompute of these services would change, by the same rules that write it, without writing anything. Holds
 * until the transaction ends only if the services are locked.
 */
export const readDrift = async (
  tx: EntityManager,
  { serviceIds, today }: { serviceIds: readonly number[]; today: string },
): Promise<Drift[]> => {
  const loaded = await loadSubscriptionRows(tx, { serviceIds, today })
  const { decided, continuations } = planChanges(loaded)
  const drifts = new Map<number, Drift>()
  const before = new Map(loaded.map((row) => [row.id, row.recorded.state]))
  for (const { to, from } of continuations) {
    const state = from.recorded.state
    const drift = { before: before.get(to.id) ?? 'absent', after: state, changes: ['relinked'], isExpiry: false }
    drifts.set(to.id, { subscriptionId: to.id, serviceId: to.serviceId, ...drift })
  }
  for (const { row, decision } of decided) {
    const known = drifts.get(row.id)
    drifts.set(row.id, {
      subscriptionId: row.id,
      serviceId: row.serviceId,
      before: before.get(row.id) ?? 'absent',
      after: decision.state,
      changes: [...(known?.changes ?? []), ...decision.changes.map(({ change }) => change.kind)],
      isExpiry: row.facts.expired && !row.facts.unlinked && decision.state === 'absent',
    })
  }
  return [...drifts.values()]
}
