import type { EntityManager } from 'typeorm'
import type { SubscriptionState } from '../entities/package-subscription.js'

/** What one settled attempt says of a subscription. */
export interface Confirmation {
  subscriptionId: number
  accountId: number
  sequence: number
  result:
    | { kind: 'confirmed'; state: SubscriptionState; externalId?: string; login?: string }
    | { kind: 'failed'; error: string }
}

const writeConfirmed = async (tx: EntityManager, confirmed: readonly Confirmation[]): Promise<void> => {
  // Sorted, so that two workers that settle the same subscriptions don't wait crosswise. A late copy of an older
  // sequence changes nothing, nor does the late word of a platform from which the subscription has moved away.
  await tx.query(
    `insert into content_platforms.subscription_confirmation as c
       (subscription_id, state, account_id, sequence, last_error, confirmed_at)
     select s, u.state, a, seq, null, clock_timestamp()
     from unnest($1::int[], $2::text[], $3::int[], $4::int[]) as u(s, state, a, seq)
     join content_platforms.package_subscription ps on ps.id = s and ps.recorded_account_id = a order by s
     on conflict (subscription_id) do update
     set state = excluded.state, account_id = excluded.account_id, sequence = excluded.sequence,
       last_error = null, confirmed_at = excluded.confirmed_at
     where c.account_id is distinct from excluded.account_id or c.sequence is null or c.sequence <= excluded.sequence`,
    [
      confirmed.map((item) => item.subscriptionId),
      confirmed.map((item) => (item.result.kind === 'confirmed' ? item.result.state : 'absent')),
      confirmed.map((item) => item.accountId),
      confirmed.map((item) => item.sequence),
    ],
  )
}

const writeFailed = async (tx: EntityManager, failed: readonly Confirmation[]): Promise<void> => {
  await tx.query(
    `insert into content_platforms.subscription_confirmation as c (subscription_id, last_error)
     select s, error from unnest($1::int[], $2::text[]) as u(s, error) order by s
     on conflict (subscription_id) do update set last_error = excluded.last_error`,
    [
      failed.map((item) => item.subscriptionId),
      failed.map((item) => (item.result.kind === 'failed' ? item.result.error : '')),
    ],
  )
}

const writeAccounts = async (tx: EntityManager, confirmed: readonly Confirmation[]): Promise<void> => {
  const accounts = new Map<number, { externalId: string | null; login: string | null }>()
  for (const { accountId, result } of confirmed) {
    if (result.kind !== 'confirmed') continue
    const known = accounts.get(accountId)
    accounts.set(accountId, {
      externalId: result.externalId ?? known?.externalId ?? null,
      login: result.login ?? known?.login ?? null,
    })
  }
  const ids = [...accounts.keys()].sort((a, b) => a - b)
  // An account has one lane, and its lane is locked by whoever settles.
  await tx.query(
    `update content_platforms.platform_account a
     set external_id = coalesce(u.external_id, a.external_id), login = coalesce(u.login, a.login),
       last_confirmed_at = clock_timestamp()
     from unnest($1::int[], $2::text[], $3::text[]) as u(id, external_id, login) where a.id = u.id`,
    [ids, ids.map((id) => accounts.get(id)?.externalId ?? null), ids.map((id) => accounts.get(id)?.login ?? null)],
  )
}

const lastBy = (items: readonly Confirmation[], key: (item: Confirmation) => string | number): Confirmation[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
]

/**
 * Writes what platforms acknowledged and what they refused, set-based. Of several results for one subscription at one
 * account the last counts; they come in their order.
 */
export const confirmSubscriptions = async (tx: EntityManager, items: readonly Confirmation[]): Promise<void> => {
  const last = lastBy(items, ({ subscriptionId, accountId }) => `${subscriptionId}/${accountId}`)
  const confirmed = last.filter((item) => item.result.kind === 'confirmed')
  const failed = lastBy(
    last.filter((item) => item.result.kind === 'failed'),
    ({ subscriptionId }) => subscriptionId,
  )
  if (confirmed.length > 0) await writeConfirmed(tx, confirmed)
  if (failed.length > 0) await writeFailed(tx, failed)
  const answered = items.filter((item) => item.result.kind === 'confirmed')
  if (answered.length > 0) await writeAccounts(tx, answered)
}
