import type { EntityManager } from 'typeorm'
import { plainArray } from '../database/array-literal.js'
import type { EventDraft } from './outbox.js'

/** Where the events of one account stand: the first one's sequence is one above `sequenceBefore`. */
export interface LanePlace {
  laneId: number
  sequenceBefore: number
}

interface LaneRow {
  lane_id: number | null
  sequence_before: number | null
}

// The function, `record_in_lane` of migration 1764510000000, says which races it closes.
const RECORD = `
  select recorded_lane_id as lane_id, sequence_before from content_platforms.record_in_lane($1, $2, $3, $4, $5)`

/** One JSON value per line. No array: escaping every quote twice costs more than writing the rows; JSON holds no line break of its own. */
export const linesOf = (drafts: readonly EventDraft[]): string =>
  drafts.map(({ data }) => JSON.stringify(data)).join('\n')

/** Records events of one account, in their order, and locks its lane; undefined, with nothing done, if it has none yet. */
export const recordInLane = async (
  tx: EntityManager,
  accountId: number,
  drafts: readonly EventDraft[],
): Promise<LanePlace | undefined> => {
  const [row]: LaneRow[] = await tx.query(RECORD, [
    accountId,
    plainArray(drafts.map(({ id }) => id)),
    drafts.map(({ type }) => type),
    drafts.map(({ subscriptionId }) => subscriptionId),
    linesOf(drafts),
  ])
  const { lane_id: laneId = null, sequence_before: sequenceBefore = null } = row ?? {}
  return laneId === null || sequenceBefore === null ? undefined : { laneId, sequenceBefore }
}
