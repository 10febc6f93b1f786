import type { EntityManager } from 'typeorm'
import type { ListedAccount } from './listed-account.js'

const CHUNK = 10_000

const inChunks = async <T>(items: readonly T[], write: (chunk: readonly T[], from: number) => Promise<unknown>) => {
  for (let from = 0; from < items.length; from += CHUNK) await write(items.slice(from, from + CHUNK), from)
}

/**
 * Lays a platform's list into temporary tables that go with the transaction: `listed_account`, matched with our accounts
 * where one fits, and `listed_subscription`.
 */
export const stageListedAccounts = async (
  tx: EntityManager,
  { integrationId, accounts }: { integrationId: number; accounts: readonly ListedAccount[] },
): Promise<void> => {
  await tx.query(`
    create temporary table listed_account (n integer primary key, external_id text not null, named_id integer,
      login text, state text not null, has_subscriptions boolean not null, account_id integer) on commit drop`)
  await tx.query(`
    create temporary table listed_subscription (account_n integer not null, n integer not null, named_id integer,
      product text, state text not null, subscription_id integer) on commit drop`)
  await inChunks(accounts, (chunk, from) =>
    tx.query(
      `insert into listed_account (n, external_id, named_id, login, state, has_subscriptions)
       select $1::int + o, e, i, l, s, h
       from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::boolean[]) with ordinality as u (e, i, l, s, h, o)`,
      [
        from,
        chunk.map(({ externalId }) => externalId),
        chunk.map(({ accountId }) => accountId ?? null),
        chunk.map(({ login }) => login ?? null),
        chunk.map(({ state }) => state ?? 'active'),
        chunk.map(({ subscriptions }) => subscriptions !== undefined),
      ],
    ),
  )
  const subscriptions = accounts.flatMap((account, index) =>
    (account.subscriptions ?? []).map((subscription) => ({ ...subscription, accountN: index + 1 })),
  )
  await inChunks(subscriptions, (chunk, from) =>
    tx.query(
      `insert into listed_subscription (account_n, n, named_id, product, state)
       select a, $1::int + o, i, p, s
       from unnest($2::int[], $3::int[], $4::text[], $5::text[]) with ordinality as u (a, i, p, s, o)`,
      [
        from,
        chunk.map(({ accountN }) => accountN),
        chunk.map(({ id }) => id ?? null),
        chunk.map(({ productExternalId }) => productExternalId ?? null),
        chunk.map(({ state }) => state),
      ],
    ),
  )
  await tx.query('analyze listed_account')
  await matchAccounts(tx, integrationId)
}

/** By our id, else by the platform's, else by login; each of ours once, the best match first. */
const matchAccounts = (tx: EntityManager, integrationId: number): Promise<unknown> =>
  tx.query(
    `update listed_account target set account_id = best.account_id
     from (
       select distinct on (account_id) account_id, n from (
         select distinct on (n) n, account_id, rank from (
           select l.n, a.id as account_id, 1 as rank from listed_account l
             join content_platforms.platform_account a on a.id = l.named_id and a.integration_id = $1
           union all
           select l.n, a.id, 2 from listed_account l
             join content_platforms.platform_account a on a.external_id = l.external_id and a.integration_id = $1
           union all
           select l.n, a.id, 3 from listed_account l
             join content_platforms.platform_account a on a.login = l.login and a.integration_id = $1
         ) candidate order by n, rank, account_id
       ) chosen order by account_id, rank, n
     ) best where best.n = target.n`,
    [integrationId],
  )
