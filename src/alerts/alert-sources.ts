import type { AlertKind } from '../entities/alert.js'

/** What the watch is told by the options. */
export interface WatchSettings {
  resumeUndeliveredHours: number
  /** Runs that a job must have failed one after the other. */
  jobFailures: number
}

/** How one kind of alert is seen in the state itself. */
export interface AlertSource {
  kind: AlertKind
  /** Reads much: to be looked at less often. */
  isSlow?: boolean
  /** SQL: subject, integration_id, job, count, since, examples, details of everything that it is true of now. */
  sql: string
  parameters(settings: WatchSettings): unknown[]
}

const none = (): unknown[] => []

/** SQL: one row per integration out of `rows`, which have integration_id, since, lane_id, event_id, subscription_id. */
const perIntegration = (rows: string, details = `'{}'::jsonb`): string => `
  select 'integration:' || integration_id as subject, integration_id, null::text as job, count(*)::int as count,
    min(since) as since,
    to_jsonb((array_agg(jsonb_build_object('laneId', lane_id, 'eventId', event_id, 'subscriptionId', subscription_id)
      order by since, lane_id))[1:3]) as examples,
    ${details} as details
  from (${rows}) as rows group by integration_id`

// The event is looked up for the lanes that are shown alone: there may be 100,000 of them.
const PARKED = `
  select found.subject, found.integration_id, null::text as job, found.count, found.since, '{}'::jsonb as details,
    (select jsonb_agg(jsonb_build_object('laneId', lane.id, 'eventId', head.id, 'subscriptionId', head.subscription_id)
       order by lane.parked_at, lane.id)
     from content_platforms.delivery_lane lane
     left join content_platforms.webhook_event head on head.lane_id = lane.id and head.sequence = lane.head_sequence
     where lane.id = any(found.lane_ids)) as examples
  from (
    select 'integration:' || integration_id as subject, integration_id, count(*)::int as count, min(parked_at) as since,
      (array_agg(id order by parked_at, id))[1:3] as lane_ids
    from content_platforms.delivery_lane where parked_at is not null group by integration_id
  ) as found`

const BREAKER = `
  select 'integration:' || integration_id as subject, integration_id, null::text as job, 1 as count, opened_at as since,
    '[]'::jsonb as examples, jsonb_build_object('cause', cause, 'forced', forced_by is not null) as details
  from content_platforms.delivery_gate where breaker <> 'closed'`

// Not one behind which the same subscription is suspended or removed again: it will be over before anybody hears of it.
// Through the lanes, by their own indexes: events of years lie around the few that wait.
const RESUMES = perIntegration(
  `select lane.integration_id, event.occurred_at as since, lane.id as lane_id, event.id as event_id, event.subscription_id
   from (
     select * from content_platforms.delivery_lane where due_at is not null
     union all select * from content_platforms.delivery_lane where parked_at is not null
   ) as lane
   join content_platforms.webhook_event event
     on event.lane_id = lane.id and event.sequence between lane.head_sequence and lane.last_sequence
   where event.type = 'content.subscription.resumed' and event.state = 'pending'
     and event.occurred_at < now() - make_interval(hours => $1::int)
     and not exists (
       select from content_platforms.webhook_event later
       where later.lane_id = lane.id and later.sequence > event.sequence
         and later.subscription_id = event.subscription_id
         and later.type in ('content.subscription.suspended', 'content.subscription.removed'))`,
  `jsonb_build_object('hours', $1::int)`,
)

// The audit says who deactivated it last: the platform by its answer, or a person.
const GONE = `
  select 'integration:' || i.id as subject, i.id as integration_id, null::text as job, 1 as count, last.at as since,
    '[]'::jsonb as examples, '{}'::jsonb as details
  from content_platforms.integration i
  cross join lateral (
    select entry.action, entry.at from content_platforms.audit_entry entry
    where entry.resource = 'integration' and entry.record_id = i.id::text
      and (entry.action = 'integration.paused' or entry.after->>'active' = 'true')
    order by entry.at desc, entry.id desc limit 1
  ) as last
  where not i.active and last.action = 'integration.paused'`

const BRAKES = `
  select 'brake:' || source as subject, null::int as integration_id, source as job, affected_count as count,
    held_at as since, '[]'::jsonb as examples, jsonb_build_object('brakeId', id, 'limit', limit_count) as details
  from content_platforms.mass_brake where state = 'held'`

// A failed job is due again within the hour; one that is not run any more by anybody has been due for longer.
const JOBS = `
  select 'job:' || name as subject, null::int as integration_id, name as job, failures as count,
    coalesce(last_finished_at, now()) as since, '[]'::jsonb as examples, '{}'::jsonb as details
  from content_platforms.job where failures >= $1::int and due_at > now() - interval '2 hours'`

const DIFFERENCES = `
  select 'integration:' || newest.integration_id as subject, newest.integration_id, null::text as job,
    count(*)::int as count, newest.finished_at as since, '[]'::jsonb as examples,
    jsonb_build_object('reconciliationId', newest.id) as details
  from content_platforms.integration i
  cross join lateral (
    select r.id, r.integration_id, r.finished_at from content_platforms.reconciliation r
    where r.integration_id = i.id and r.finished_at is not null and r.failure is null order by r.id desc limit 1
  ) as newest
  join content_platforms.reconciliation_difference d on d.reconciliation_id = newest.id and d.fixed_at is null
  where i.active
  group by newest.id, newest.integration_id, newest.finished_at`

/** Everything that alerts; each is read anew, so that nothing that happened while no process ran is missed. */
export const ALERT_SOURCES: readonly AlertSource[] = [
  { kind: 'lane_parked', sql: PARKED, parameters: none },
  { kind: 'breaker_open', sql: BREAKER, parameters: none },
  {
    kind: 'resume_undelivered',
    isSlow: true,
    sql: RESUMES,
    parameters: ({ resumeUndeliveredHours }) => [resumeUndeliveredHours],
  },
  { kind: 'integration_gone', sql: GONE, parameters: none },
  { kind: 'brake_held', sql: BRAKES, parameters: none },
  { kind: 'job_failing', sql: JOBS, parameters: ({ jobFailures }) => [jobFailures] },
  { kind: 'reconciliation_differs', isSlow: true, sql: DIFFERENCES, parameters: none },
]
