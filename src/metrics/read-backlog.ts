import type { DataSource } from 'typeorm'

export const BREAKER_STATES = ['closed', 'open', 'half_open'] as const
type BreakerState = (typeof BREAKER_STATES)[number]

/** What waits for one integration, as the database knows it. */
export interface IntegrationQueue {
  integrationId: number
  active: boolean
  breaker: BreakerState
  waitingEvents: number
  waitingLanes: number
  parkedEvents: number
  parkedLanes: number
  dueLanes: number
  /** How long the lane that is due for longest has been so; 0 when none is. */
  lagSeconds: number
}

/** How one background job stands. */
export interface JobStanding {
  job: string
  failures: number
  overdueSeconds: number
}

export interface Backlog {
  integrations: readonly IntegrationQueue[]
  jobs: readonly JobStanding[]
  /** How many alerts last, by kind; only kinds of which one does. */
  alerts: ReadonlyMap<string, number>
}

// By lanes and never by events: a lane knows how many wait in it. In two branches, so that each finds its few lanes by a
// partial index while most lanes are idle. A leased lane is due at its lease's end, and so is not counted as due.
const BACKLOG = `
  with lane as (
    select integration_id, last_sequence - head_sequence + 1 as events, ready_at, false as parked
    from content_platforms.delivery_lane
    where due_at is not null
    union all
    select integration_id, last_sequence - head_sequence + 1, ready_at, true
    from content_platforms.delivery_lane
    where parked_at is not null
  ), queue as (
    select integration_id, sum(events) as events, count(*) as lanes,
      sum(events) filter (where parked) as parked_events, count(*) filter (where parked) as parked_lanes,
      count(*) filter (where not parked and ready_at <= statement_timestamp()) as due_lanes,
      min(ready_at) filter (where not parked) as first_ready_at
    from lane
    group by integration_id
  )
  select 'integration' as kind, integration.id as "integrationId", integration.active,
    coalesce(gate.breaker, 'closed') as breaker,
    coalesce(queue.events, 0)::float8 as "waitingEvents", coalesce(queue.lanes, 0)::float8 as "waitingLanes",
    coalesce(queue.parked_events, 0)::float8 as "parkedEvents", coalesce(queue.parked_lanes, 0)::float8 as "parkedLanes",
    case when integration.active then coalesce(queue.due_lanes, 0)::float8 else 0 end as "dueLanes",
    case when integration.active
      then greatest(0, coalesce(extract(epoch from statement_timestamp() - queue.first_ready_at), 0))::float8
      else 0 end as "lagSeconds",
    null as job, 0 as failures, 0 as "overdueSeconds"
  from content_platforms.integration
  left join content_platforms.delivery_gate gate on gate.integration_id = integration.id
  left join queue on queue.integration_id = integration.id
  union all
  select 'job', 0, false, 'closed', 0, 0, 0, 0, 0, 0, name, failures,
    case when lease_until > statement_timestamp() then 0
      else greatest(0, extract(epoch from statement_timestamp() - due_at))::float8 end
  from content_platforms.job
  union all
  select 'alert', 0, false, 'closed', 0, 0, 0, 0, 0, 0, kind, count(*)::int, 0
  from content_platforms.alert
  where ended_at is null
  group by kind
  order by "integrationId", job`

type Row = IntegrationQueue & JobStanding & { kind: 'integration' | 'job' | 'alert' }

/** Reads what waits, by integration, how the jobs stand and which alerts last, in one statement over lanes. */
export const readBacklog = async (dataSource: DataSource): Promise<Backlog> => {
  const rows: Row[] = await dataSource.query(BACKLOG)
  return {
    integrations: rows.filter(({ kind }) => kind === 'integration'),
    jobs: rows.filter(({ kind }) => kind === 'job'),
    alerts: new Map(rows.filter(({ kind }) => kind === 'alert').map(({ job, failures }) => [job, failures])),
  }
}
