import type { EntityManager } from 'typeorm'

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

/** The account that an event is for, and the integration that the account belongs to. */
export type LaneAddress = Pick<EventDraft, 'accountId' | 'integrationId'>

/** A lane whose row this transaction has locked. */
export interface LockedLane {
  id: number
  lastSequence: number
}

/**
 * Records events in the caller's transaction and returns them in the order of the drafts, which is also the order of the
 * sequences within one account. Lanes that don't exist yet are created.
 *
 * Holds the row locks of all lanes until the transaction ends, taken in the order of their ids: to be called once per
 * transaction, as its last writing step, or two transactions may deadlock.
 */
export const recordEvents = async (tx: EntityManager, drafts: readonly EventDraft[]): Promise<RecordedEvent[]> => {
  if (drafts.length === 0) return []
  const lanes = await lockLanes(tx, drafts)
  const recorded = drafts.map(({ id, accountId }) => {
    const lane = lanes.get(accountId)
    if (!lane) throw new Error(`no lane for account ${accountId}`)
    lane.lastSequence += 1
    return { id, laneId: lane.id, sequence: lane.lastSequence }
  })
  await raiseSequences(tx, [...lanes.values()])
  await insertEvents(tx, drafts, recorded)
  return recorded
}

/**
 * Locks the lanes of these accounts until the transaction ends, creating those that are missing; by account id. For
 * whoever has to read something, with no event of these accounts recorded meanwhile, before recording its own.
 */
export const lockLanes = async (
  tx: EntityManager,
  addresses: readonly LaneAddress[],
): Promise<Map<number, LockedLane>> => {
  if (addresses.length === 0) return new Map()
  const integrations = new Map(addresses.map(({ accountId, integrationId }) => [accountId, integrationId]))
  const accountIds = [...integrations.keys()]

  // Two transactions may create the same lanes at once: the sorted insert makes the second wait for the first, in the
  // same order, while neither holds a lock that the other wants. `not exists` spares an identity value per event.
  await tx.query(
    `insert into content_platforms.delivery_lane (integration_id, account_id)
     select draft.integration_id, draft.account_id
     from unnest($1::int[], $2::int[]) as draft (account_id, integration_id)
     where not exists (select from content_platforms.delivery_lane lane where lane.account_id = draft.account_id)
     order by draft.account_id
     on conflict (account_id) do nothing`,
    [accountIds, [...integrations.values()]],
  )

  // The row lock, held until the commit, makes sequences follow the order of commits. Sorted, because two bulk
  // operations over the same customers would else wait for each other.
  const rows: { id: number; account_id: number; last_sequence: number }[] = await tx.query(
    `select id, account_id, last_sequence from content_platforms.delivery_lane
     where account_id = any($1::int[]) order by id for update`,
    [accountIds],
  )
  return new Map(rows.map((row) => [row.account_id, { id: row.id, lastSequence: row.last_sequence }]))
}

const raiseSequences = (tx: EntityManager, lanes: readonly LockedLane[]) =>
  // An idle lane becomes due now and not when it was last served, or it would overtake lanes that wait longer.
  tx.query(
    `update content_platforms.delivery_lane lane
     set last_sequence = raised.last_sequence,
         ready_at = case when lane.head_sequence > lane.last_sequence then clock_timestamp() else lane.ready_at end
     from unnest($1::int[], $2::int[]) as raised (id, last_sequence)
     where lane.id = raised.id`,
    [lanes.map((lane) => lane.id), lanes.map((lane) => lane.lastSequence)],
  )

const insertEvents = (tx: EntityManager, drafts: readonly EventDraft[], recorded: readonly RecordedEvent[]) =>
  // No race: the lanes are locked, so (lane, sequence) is ours.
  tx.query(
    `insert into content_platforms.webhook_event
       (id, type, integration_id, lane_id, sequence, subscription_id, occurred_at, data)
     select id, type, integration_id, lane_id, sequence, subscription_id, clock_timestamp(), data::jsonb
     from unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::int[], $6::int[], $7::text[])
       as event (id, type, integration_id, lane_id, sequence, subscription_id, data)`,
    [
      drafts.map((draft) => draft.id),
      drafts.map((draft) => draft.type),
      drafts.map((draft) => draft.integrationId),
      recorded.map((event) => event.laneId),
      recorded.map((event) => event.sequence),
      drafts.map((draft) => draft.subscriptionId),
      drafts.map((draft) => JSON.stringify(draft.data)),
    ],
  )
