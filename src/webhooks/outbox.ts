import type { EntityManager } from 'typeorm'
import { plainArray } from '../database/array-literal.js'
import { lockLanes, makeLanes } from './lock-lanes.js'
import { linesOf, recordInLane } from './record-in-lane.js'

export { type LaneAddress, lockLanes } from './lock-lanes.js'

/** A change to be told to a platform. `data` holds ids and states only: no personal data, no parameters. */
export interface EventDraft {
  /** UUIDv7, see `createEventId`. */
  id: string
  type: string
  integrationId: number
  accountId: number
  subscriptionId: number | null
  data: Record<string, unknown>
}

/** Where a recorded event stands in the order of its platform account. */
export interface RecordedEvent {
  id: string
  laneId: number
  sequence: number
}

/** Events per statement: what one takes in memory, here and in the database, stays the same however many there are. */
const CHUNK = 10_000

/**
 * Records events in the caller's transaction and returns them in the order of the drafts, which is also the order of the
 * sequences within one account. Lanes that don't exist yet are created.
 *
 * Holds the row locks of all lanes until the transaction ends, taken in the order of their ids: to be called once per
 * transaction, as its last writing step, or two transactions may deadlock.
 */
export const recordEvents = async (tx: EntityManager, drafts: readonly EventDraft[]): Promise<RecordedEvent[]> => {
  if (drafts.length > CHUNK) await lockLanes(tx, drafts)
  return recordInLockedLanes(tx, drafts)
}

/** The same for lanes that the transaction holds already, see `lockLanes`: as often as need be. */
export const recordInLockedLanes = async (
  tx: EntityManager,
  drafts: readonly EventDraft[],
): Promise<RecordedEvent[]> => {
  const [first] = drafts
  if (first && drafts.every(({ accountId }) => accountId === first.accountId)) return writeInOneLane(tx, first, drafts)
  if (drafts.length <= CHUNK) return writeChunk(tx, prepareChunk(drafts))
  const recorded = new Map<string, RecordedEvent>()
  let writing: Promise<void> | undefined
  const inLanes = byAccount(drafts)
  for (let start = 0; start < inLanes.length; start += CHUNK) {
    const chunk = prepareChunk(inLanes.slice(start, start + CHUNK))
    await writing
    writing = writeChunk(tx, chunk).then((events) => {
      for (const event of events) recorded.set(event.id, event)
    })
    await nextTurn() // so that the statement is on its way before the next chunk keeps us busy
  }
  await writing
  return drafts.map(({ id }) => recordedOf(recorded, id))
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

const recordedOf = (recorded: ReadonlyMap<string, RecordedEvent>, id: string): RecordedEvent => {
  const event = recorded.get(id)
  if (!event) throw new Error(`event ${id} was not recorded`)
  return event
}

/** Account by account, so that a lane is written to once or twice and not once per chunk. */
const byAccount = (drafts: readonly EventDraft[]): EventDraft[] => {
  const lanes = new Map<number, EventDraft[]>()
  for (const draft of drafts) {
    const lane = lanes.get(draft.accountId)
    if (lane) lane.push(draft)
    else lanes.set(draft.accountId, [draft])
  }
  return [...lanes.values()].flat()
}

interface Chunk {
  drafts: readonly EventDraft[]
  /** Of each draft among those of its account, from 1. */
  places: readonly number[]
  parameters: unknown[]
}

const prepareChunk = (drafts: readonly EventDraft[]): Chunk => {
  const counts = new Map<number, number>()
  const places = drafts.map(({ accountId }) => {
    const place = (counts.get(accountId) ?? 0) + 1
    counts.set(accountId, place)
    return place
  })
  const parameters = [
    plainArray([...counts.keys()]),
    plainArray([...counts.values()]),
    plainArray(drafts.map((draft) => draft.id)),
    drafts.map((draft) => draft.type),
    plainArray(drafts.map((draft) => draft.integrationId)),
    plainArray(drafts.map((draft) => draft.accountId)),
    plainArray(places),
    drafts.map((draft) => draft.subscriptionId),
    linesOf(drafts),
  ]
  return { drafts, places, parameters }
}

// What most transactions record: a statement for many lanes costs several times as much, even for one.
const writeInOneLane = async (
  tx: EntityManager,
  first: EventDraft,
  drafts: readonly EventDraft[],
): Promise<RecordedEvent[]> => {
  let place = await recordInLane(tx, first.accountId, drafts)
  if (!place) {
    await makeLanes(tx, [first])
    place = await recordInLane(tx, first.accountId, drafts)
  }
  if (!place) throw new Error(`no lane for account ${first.accountId}`)
  const { laneId, sequenceBefore } = place
  return drafts.map(({ id }, index) => ({ id, laneId, sequence: sequenceBefore + index + 1 }))
}

const writeChunk = async (tx: EntityManager, { drafts, places, parameters }: Chunk): Promise<RecordedEvent[]> => {
  if (drafts.length === 0) return []
  let rows: LaneRow[] = await tx.query(RECORD, parameters)
  if (rows.length === 0) {
    await makeLanes(tx, drafts)
    rows = await tx.query(RECORD, parameters)
  }
  const lanes = new Map(rows.map((row) => [row.account_id, row]))
  return drafts.map(({ id, accountId }, index) => {
    const lane = lanes.get(accountId)
    if (!lane) throw new Error(`no lane for account ${accountId}`)
    return { id, laneId: lane.id, sequence: lane.last_sequence + (places[index] ?? 0) }
  })
}

interface LaneRow {
  id: number
  account_id: number
  /** Before these events. */
  last_sequence: number
}

// The row lock, held until the commit, makes sequences follow the order of commits; what it yields is the newest
// version of the row, and the update counts on from that, so that neither sees what was there before it waited. Sorted,
// because two bulk operations over the same customers would else wait for each other. Nothing is locked or written
// while a lane is missing: making one after having locked others could make two transactions wait for each other too.
// An idle lane becomes due now and not when it was last served, or it would overtake lanes that wait longer.
const RECORD = `
  with lane as materialized (
    select id, account_id, last_sequence from content_platforms.delivery_lane
    where account_id = any($1::int[]) and cardinality($1::int[]) = (
      select count(*) from content_platforms.delivery_lane known where known.account_id = any($1::int[]))
    order by id for update
  ), raised as (
    update content_platforms.delivery_lane raised
    set last_sequence = lane.last_sequence + drafted.events,
        ready_at = case when raised.head_sequence > lane.last_sequence then clock_timestamp() else raised.ready_at end
    from lane join unnest($1::int[], $2::int[]) as drafted (account_id, events) on drafted.account_id = lane.account_id
    where raised.id = lane.id
  ), recorded as (
    insert into content_platforms.webhook_event
      (id, type, integration_id, lane_id, sequence, subscription_id, occurred_at, data)
    select draft.id, draft.type, draft.integration_id, lane.id, lane.last_sequence + draft.place,
      draft.subscription_id, clock_timestamp(), draft.data::json
    from unnest($3::uuid[], $4::text[], $5::int[], $6::int[], $7::int[], $8::int[], string_to_array($9, e'\\n'))
      as draft (id, type, integration_id, account_id, place, subscription_id, data)
    join lane on lane.account_id = draft.account_id
  )
  select id, account_id, last_sequence from lane`
