import type { EntityManager } from 'typeorm'
import type { SubscriptionState } from '../../entities/package-subscription.js'
import type { DifferenceKind, DifferenceResolution } from '../../entities/reconciliation-difference.js'
import type { Actor } from '../actor.js'

export interface OpenDifference {
  id: number
  kind: DifferenceKind
  accountId: number
  subscriptionId: number
  /** Null for another product, where the states agree. */
  ours: SubscriptionState | null
  theirs: SubscriptionState
  foundAt: Date
}

/** Which of a run's differences: one, or all of a kind, or all. */
export interface DifferenceChoice {
  reconciliationId: number
  differenceId?: number
  kind?: DifferenceKind
}

export interface CorrectInput extends DifferenceChoice {
  /** Where the previous batch ended; 0 for the first. */
  afterId?: number
  /** BR-45: that it is meant, where it suspends or removes more than the limit. */
  confirmed?: boolean
  actor: Actor
}

export interface CorrectResult {
  corrected: number
  /** Gone by themselves. */
  obsolete: number
  /** Left open: something for the subscription is not delivered yet. */
  underWay: number
  /** Where the next batch begins; null when this was the last. */
  nextAfterId: number | null
}

const CHOSEN = `d.reconciliation_id = $1 and ($2::int is null or d.id = $2) and ($3::text is null or d.kind = $3)
  and d.fixed_at is null and d.account_id is not null and d.subscription_id is not null`

const chosenBy = ({ reconciliationId, differenceId, kind }: DifferenceChoice): unknown[] => [
  reconciliationId,
  differenceId ?? null,
  kind ?? null,
]

/** Those that stand open and can be corrected, after `afterId`, ascending. */
export const listOpenDifferences = (
  tx: EntityManager,
  { afterId, limit, ...choice }: DifferenceChoice & { afterId: number; limit: number },
): Promise<OpenDifference[]> =>
  tx.query(
    `select d.id, d.kind, d.account_id as "accountId", d.subscription_id as "subscriptionId",
       case when d.kind <> 'different_product' then d.ours end as ours,
       case when d.kind = 'different_product' then 'active' else coalesce(d.theirs, 'absent') end as theirs,
       r.started_at as "foundAt"
     from content_platforms.reconciliation_difference d
     join content_platforms.reconciliation r on r.id = d.reconciliation_id
     where ${CHOSEN} and d.id > $4 order by d.id limit $5`,
    [...chosenBy(choice), afterId, limit],
  )

/** BR-45: how many subscriptions a correction would suspend or remove. */
export const countTakenAway = async (tx: EntityManager, choice: DifferenceChoice): Promise<number> => {
  const [row]: { count: number }[] = await tx.query(
    `select count(*)::int as count from content_platforms.reconciliation_difference d
     where ${CHOSEN} and (d.kind = 'extra_there' or (d.kind = 'different_state' and d.ours = 'suspended'))`,
    chosenBy(choice),
  )
  return row?.count ?? 0
}

/** Notes what became of differences; one that somebody else settled meanwhile stays as it is. */
export const settleDifferences = async (
  tx: EntityManager,
  settled: readonly { id: number; resolution: DifferenceResolution }[],
  actor: Actor,
): Promise<void> => {
  await tx.query(
    `update content_platforms.reconciliation_difference d
     set fixed_at = clock_timestamp(), fixed_by = $3, resolution = u.resolution
     from unnest($1::int[], $2::text[]) as u (id, resolution) where d.id = u.id and d.fixed_at is null`,
    [settled.map(({ id }) => id), settled.map(({ resolution }) => resolution), actor.id],
  )
}
