import type { EntityManager } from 'typeorm'

export interface AccountKey {
  integrationId: number
  customerId: number
}

/** Key of an account in a map. */
export const accountKey = ({ integrationId, customerId }: AccountKey): string => `${integrationId}/${customerId}`

/** Finds or creates the account of each pair; the result is keyed by {@link accountKey}. */
export const ensureAccounts = async (
  tx: EntityManager,
  keys: readonly AccountKey[],
): Promise<ReadonlyMap<string, number>> => {
  if (keys.length === 0) return new Map()
  const columns = [keys.map((key) => key.integrationId), keys.map((key) => key.customerId)]
  // Sorted, so that two transactions that create the same accounts don't wait for each other crosswise.
  await tx.query(
    `insert into content_platforms.platform_account (integration_id, customer_id)
     select distinct i, c from unnest($1::int[], $2::int[]) as k(i, c)
     where not exists (select from content_platforms.platform_account a where a.integration_id = i and a.customer_id = c)
     order by i, c
     on conflict (integration_id, customer_id) do nothing`,
    columns,
  )
  const rows: { id: number; integration_id: number; customer_id: number }[] = await tx.query(
    `select a.id, a.integration_id, a.customer_id from content_platforms.platform_account a
     join (select distinct i, c from unnest($1::int[], $2::int[]) as k(i, c)) k
       on k.i = a.integration_id and k.c = a.customer_id`,
    columns,
  )
  return new Map(
    rows.map((row) => [accountKey({ integrationId: row.integration_id, customerId: row.customer_id }), row.id]),
  )
}

/** How many subscriptions each account holds on its platform, by what was recorded. */
export const countProvisioned = async (
  tx: EntityManager,
  accountIds: readonly number[],
): Promise<Map<number, number>> => {
  const rows: { id: number; count: number }[] = await tx.query(
    `select recorded_account_id as id, count(*)::int as count from content_platforms.package_subscription
     where recorded_account_id = any($1) and recorded_state in ('active', 'suspended')
     group by recorded_account_id`,
    [accountIds],
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}
