import type { EntityManager } from 'typeorm'

/** The account that an event is for, and the integration that the account belongs to. */
export interface LaneAddress {
  accountId: number
  integrationId: number
}

const accountsOf = (addresses: readonly LaneAddress[]): number[] => [
  ...new Set(addresses.map(({ accountId }) => accountId)),
]

/**
 * Locks the lanes of these accounts until the transaction ends, creating those that are missing; by lane id. For whoever
 * has to read something, with no event of these accounts recorded meanwhile, before recording its own.
 */
export const lockLanes = async (tx: EntityManager, addresses: readonly LaneAddress[]): Promise<void> => {
  const accountIds = accountsOf(addresses)
  if (accountIds.length === 0) return
  if (await lockKnown(tx, accountIds)) return
  await makeLanes(tx, addresses)
  if (!(await lockKnown(tx, accountIds))) throw new Error('a lane that was made is not there')
}

const lockKnown = async (tx: EntityManager, accountIds: readonly number[]): Promise<boolean> => {
  if (accountIds.length === 1) {
    // What most transactions lock; the statement for many costs several times as much.
    const rows = await tx.query('select id from content_platforms.delivery_lane where account_id = $1 for update', [
      ...accountIds,
    ])
    return rows.length === 1
  }
  // Sorted, because two bulk operations over the same customers would else wait for each other; and nothing while a lane
  // is missing, for the same reason: making one waits too.
  const [row]: { locked: number }[] = await tx.query(
    `with lane as materialized (
       select id from content_platforms.delivery_lane
       where account_id = any($1::int[]) and cardinality($1::int[]) = (
         select count(*) from content_platforms.delivery_lane known where known.account_id = any($1::int[]))
       order by id for update
     )
     select count(*)::int as locked from lane`,
    [accountIds],
  )
  return row?.locked === accountIds.length
}

/** Creates the lanes that are missing. To be called while no lane is locked yet. */
export const makeLanes = async (tx: EntityManager, addresses: readonly LaneAddress[]): Promise<void> => {
  const integrations = new Map(addresses.map(({ accountId, integrationId }) => [accountId, integrationId]))
  // Two transactions may create the same lanes at once: the sorted insert makes the second wait for the first, in the
  // same order, while neither holds a lock that the other wants. `not exists` spares an identity value per event.
  await tx.query(
    `insert into content_platforms.delivery_lane (integration_id, account_id)
     select draft.integration_id, draft.account_id
     from unnest($1::int[], $2::int[]) as draft (account_id, integration_id)
     where not exists (select from content_platforms.delivery_lane lane where lane.account_id = draft.account_id)
     order by draft.account_id
     on conflict (account_id) do nothing`,
    [[...integrations.keys()], [...integrations.values()]],
  )
}
