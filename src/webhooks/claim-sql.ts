import { RAMP_MS } from './breaker.js'

/** Condition on a lane whose head may be sent now. */
const DUE = (lane: string): string => `${lane}.due_at <= statement_timestamp()`

/**
 * Joins the first lane that is due of `integration` and `kind (is_retry)`, if there is one. In its order and one only, or
 * the planner may read all that is due to learn that something is.
 */
export const FIRST_DUE = `cross join lateral (
      select from content_platforms.delivery_lane lane
      where lane.integration_id = integration.id and (lane.attempts > 0) = kind.is_retry and ${DUE('lane')}
      order by lane.due_at limit 1) as first_due`

/** Condition on `integration` and its `gate`, which may be missing: how much of it may go out is limited beyond its slots. */
export const IS_LIMITED = `integration.max_in_flight is not null or integration.rate_limit_per_minute is not null
  or coalesce(gate.breaker <> 'closed' or gate.ramp_from > statement_timestamp() - interval '${RAMP_MS} milliseconds', false)`

export interface ClaimSqlParts {
  /** CTEs, of which the last is `quota (id, is_retry, max_events, lanes)`. */
  quotas: string
  token: string
  leaseMs: string
  /** Whether the lanes count against the limit of their integration until they are given back. */
  holdsSlot: boolean
}

/**
 * The statement that leases due lanes by quotas and returns `ClaimRow`s, lane by lane. `skip locked` keeps two workers off
 * one lane; one that was claimed meanwhile has a later `due_at`, which is checked again on its newest version once it
 * is locked. Lease and token are set by the same statement: a crash after it needs no cleaning up. A lease that ended
 * with PostgreSQL down is its holder's for as long again from its start: he has results that he could not write down.
 *
 * How many lanes come is known to no planner, and one that expects thousands reads whole tables: hence the array and the
 * lateral join, which are looked up by index whatever it believes.
 */
export const claimSql = ({ quotas, token, leaseMs, holdsSlot }: ClaimSqlParts): string => `
  with ${quotas}, due as (
    select lane.id, quota.max_events
    from quota
    cross join lateral (
      select candidate.id
      from content_platforms.delivery_lane candidate
      where candidate.integration_id = quota.id and (candidate.attempts > 0) = quota.is_retry and ${DUE('candidate')}
        and (candidate.lease_token is null
          or pg_postmaster_start_time() < statement_timestamp() - ${leaseMs} * interval '1 millisecond')
      order by candidate.due_at
      limit quota.lanes
      for update skip locked
    ) as lane
  ), claimed as (
    update content_platforms.delivery_lane lane
    set lease_token = ${token},
        lease_until = statement_timestamp() + ${leaseMs} * interval '1 millisecond',
        ready_at = statement_timestamp() + ${leaseMs} * interval '1 millisecond',
        holds_slot = ${holdsSlot}
    from due
    where lane.id = due.id and lane.id = any (array(select id from due))
    returning lane.id, lane.integration_id, lane.head_sequence, lane.attempts,
      lane.earlier_attempts, lane.requested_by, due.max_events
  )
  select claimed.id as lane_id, claimed.integration_id, claimed.attempts, claimed.earlier_attempts, claimed.requested_by,
    event.id, event.type, event.sequence, event.subscription_id, event.occurred_at, event.data,
    (select date_part('epoch', clock_timestamp()) * 1000) as now_ms
  from claimed
  left join lateral (
    select * from content_platforms.webhook_event event
    where event.lane_id = claimed.id
      and event.sequence >= claimed.head_sequence
      and event.sequence < claimed.head_sequence + claimed.max_events
    order by event.sequence
    limit claimed.max_events
  ) as event on true
  order by claimed.id, event.sequence`
