import type { EntityManager } from 'typeorm'
import type { SubscriptionState } from '../../entities/package-subscription.js'

/** What is known of one subscription at one account, as of one statement. */
export interface StandingThere {
  subscriptionId: number
  accountId: number
  integrationId: number
  customerId: number
  /** What the platform last acknowledged for it at this account. */
  confirmedState: SubscriptionState
  /** Something about it was recorded for this account once. */
  wasTold: boolean
  /** Something about it is not delivered yet. */
  isUnderWay: boolean
  /** Newest delivery or skip of something about it; null when there was none. */
  settledAt: Date | null
  sendSnapshot: boolean
  sendResumed: boolean
}

/** A subscription and the account that may have to be told of it. */
export interface CorrectionPlace {
  subscriptionId: number
  accountId: number
}

/** Key of a place in a map. */
export const placeKey = ({ subscriptionId, accountId }: CorrectionPlace): string => `${subscriptionId}/${accountId}`

/**
 * Locks the services of these subscriptions, ascending, and returns their ids. Before any lane is locked, like
 * everybody; until the transaction ends nobody else records for these subscriptions.
 */
export const lockServicesOf = async (tx: EntityManager, subscriptionIds: readonly number[]): Promise<number[]> => {
  const rows: { id: number }[] = await tx.query(
    `select sv.id from content_platforms.customer_service sv
     where sv.id in (select service_id from content_platforms.package_subscription where id = any($1))
     order by sv.id for no key update`,
    [subscriptionIds],
  )
  return rows.map(({ id }) => id)
}

/** To be called with the services and lanes locked, so that it holds; by {@link placeKey}. */
export const loadStandings = async (
  tx: EntityManager,
  places: readonly CorrectionPlace[],
): Promise<ReadonlyMap<string, StandingThere>> => {
  // A subscription's own events: those of another one of the same user say nothing of it.
  const rows: StandingThere[] = await tx.query(
    `select p.subscription_id as "subscriptionId", a.id as "accountId", a.integration_id as "integrationId",
       a.customer_id as "customerId",
       case when c.account_id = a.id then c.state else 'absent' end as "confirmedState",
       coalesce(e.told, false) as "wasTold", coalesce(e.waits, false) as "isUnderWay", e.settled_at as "settledAt",
       'content.subscription.snapshot' = any(i.event_types) as "sendSnapshot",
       i.send_suspend_resume and 'content.subscription.resumed' = any(i.event_types) as "sendResumed"
     from unnest($1::int[], $2::int[]) as p (subscription_id, account_id)
     join content_platforms.platform_account a on a.id = p.account_id
     join content_platforms.integration i on i.id = a.integration_id
     left join content_platforms.subscription_confirmation c on c.subscription_id = p.subscription_id
     left join content_platforms.delivery_lane l on l.account_id = a.id
     left join lateral (
       select true as told, bool_or(w.state = 'pending') as waits, max(w.settled_at) as settled_at
       from content_platforms.webhook_event w where w.subscription_id = p.subscription_id and w.lane_id = l.id
       having count(*) > 0) e on true`,
    [places.map(({ subscriptionId }) => subscriptionId), places.map(({ accountId }) => accountId)],
  )
  return new Map(rows.map((row) => [placeKey(row), row]))
}
