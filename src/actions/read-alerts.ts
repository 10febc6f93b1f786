import type { EntityManager } from 'typeorm'
import type { AlertData } from '../components/alerts/alert-data.js'

/** Those of these ids; without them the open ones, newest first. */
export interface AlertQuery {
  ids?: readonly number[]
  limit: number
}

/** Alerts as their sentences need them, in one statement. */
export const readAlerts = (tx: EntityManager, { ids, limit }: AlertQuery): Promise<AlertData[]> =>
  tx.query(
    `select a.id, a.kind, a.count as number, a.integration_id as "integrationId", i.description as platform, a.job,
       (a.details->>'hours')::int as hours, (a.details->>'brakeId')::int as "brakeId",
       coalesce((a.details->>'forced')::boolean, false) as forced, a.since, a.ended_at is not null as "isOver"
     from content_platforms.alert a left join content_platforms.integration i on i.id = a.integration_id
     where case when $1::int[] is null then a.ended_at is null else a.id = any($1) end
     order by a.raised_at desc, a.id desc limit $2`,
    [ids ?? null, limit],
  )
