import type { DataSource } from 'typeorm'
import type { Recorded } from '../measure/verdict.js'

interface EventRow {
  id: string
  lane_id: number
  sequence: number
}

/** Every event of these lanes that was recorded after the world was made. */
export const readRecorded = async (
  dataSource: DataSource,
  { firstLane, lanes, committedAt }: { firstLane: number; lanes: number; committedAt: number },
): Promise<Recorded> => {
  const rows: EventRow[] = await dataSource.query(
    `select id, lane_id, sequence from content_platforms.webhook_event
     where lane_id between $1 and $2 order by lane_id, sequence`,
    [firstLane, firstLane + lanes - 1],
  )
  return {
    ids: rows.map(({ id }) => id),
    lanes: Int32Array.from(rows, ({ lane_id }) => lane_id),
    sequences: Int32Array.from(rows, ({ sequence }) => sequence),
    committedAt: new Float64Array(rows.length).fill(committedAt),
  }
}
