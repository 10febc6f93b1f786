import type { DataSource } from 'typeorm'
import { createDraft } from './drafts.js'
import { recordEvents } from './package.js'

/** Gives lanes an event each that a platform refused: every other one waits an hour for its retry, the rest are parked. */
export const holdLanes = async (
  dataSource: DataSource,
  { firstLane, lanes }: { firstLane: number; lanes: number },
): Promise<void> => {
  const drafts = Array.from({ length: lanes }, (_, index) =>
    createDraft({ lane: firstLane + index, sequence: 0, packages: 1 }),
  )
  // Held in the transaction that records them, before any worker can see them.
  await dataSource.transaction(async (tx) => {
    await recordEvents(tx, drafts)
    await tx.query(
      `update content_platforms.delivery_lane
       set attempts = 3, ready_at = now() + interval '1 hour',
         parked_at = case when id % 2 = 0 then now() end, parked_reason = case when id % 2 = 0 then 'http_503' end
       where id between $1 and $2`,
      [firstLane, firstLane + lanes - 1],
    )
  })
  await dataSource.query('vacuum analyze content_platforms.delivery_lane')
}
