import type { EntityManager } from 'typeorm'

/** Figures of a breaker are of minutes; a day of them is kept for whoever looks into an incident. */
const WINDOW_DAYS = 1

interface Leftover {
  /** SQL of the rows' keys, `$1` days old and `$2` of them at most, locked unless somebody holds them. */
  chosen: string
  table: string
  key: string
  keepDays?: number
}

// Each reads its own table's index. The newest homologation and the newest that passed stay: they are what a platform was
// agreed with. Reconciliations see to themselves, and audits, brakes and bulk jobs stay.
const LEFTOVERS: readonly Leftover[] = [
  {
    table: 'bulk_job_item',
    key: 'job_id, position',
    chosen: `select i.job_id, i.position from content_platforms.bulk_job b
      join content_platforms.bulk_job_item i on i.job_id = b.id
      where b.state <> 'running' and b.finished_at < now() - make_interval(days => $1)
      order by i.job_id, i.position limit $2 for update of i skip locked`,
  },
  {
    table: 'homologation',
    key: 'id',
    chosen: `select h.id from content_platforms.homologation h
      where h.started_at < now() - make_interval(days => $1) and exists (
        select from content_platforms.homologation n
        where n.integration_id = h.integration_id and n.id > h.id and (n.passed or not h.passed))
      limit $2 for update skip locked`,
  },
  {
    table: 'alert',
    key: 'id',
    chosen: `select id from content_platforms.alert where ended_at < now() - make_interval(days => $1)
      limit $2 for update skip locked`,
  },
  {
    table: 'delivery_window',
    key: 'integration_id, started_at',
    keepDays: WINDOW_DAYS,
    chosen: `select w.integration_id, w.started_at from content_platforms.integration i
      cross join lateral (
        select o.integration_id, o.started_at from content_platforms.delivery_window o
        where o.integration_id = i.id and o.started_at < now() - make_interval(days => $1)
        order by o.started_at limit $2 for update skip locked) w
      limit $2`,
  },
]

/** Removes some of each kind of old results, in the caller's transaction; how many. Less than `limit` of each at the end. */
export const removeResults = async (
  tx: EntityManager,
  { keepDays, limit }: { keepDays: number; limit: number },
): Promise<{ removed: number; isDone: boolean }> => {
  const result = { removed: 0, isDone: true }
  for (const { table, key, chosen, keepDays: ownDays } of LEFTOVERS) {
    const [rows]: [unknown[], number] = await tx.query(
      `with chosen as (${chosen})
       delete from content_platforms.${table} t using chosen
       where (${key.replaceAll(/\w+/g, 't.$&')}) = (${key.replaceAll(/\w+/g, 'chosen.$&')}) returning 1`,
      [ownDays ?? keepDays, limit],
    )
    result.removed += rows.length
    if (rows.length >= limit) result.isDone = false
  }
  return result
}
