import { plainArray, textArray } from '../../database/array-literal.js'
import type { Transaction } from '../../database/database.js'
import { type BoundStatement, createStatement, runBound } from '../../database/statement.js'
import type { SubscriptionState } from '../../entities/package-subscription.js'

interface Answer {
  externalId?: string
  login?: string
  subscriptionExternalId?: string
}

interface SubscriptionConfirmation {
  subscriptionId: number
  accountId: number
  sequence: number
  result: ({ kind: 'confirmed'; state: SubscriptionState } & Answer) | { kind: 'failed'; error: string }
}

/** What one settled attempt says of a subscription, or of its account alone. */
export type Confirmation =
  | SubscriptionConfirmation
  | { subscriptionId: null; accountId: number; sequence: number; result: { kind: 'answered' } & Answer }

// A migrated subscription is acknowledged under the id that it had when the event was recorded: whoever goes on with it
// at this account learns of it. The late word of a platform from which it has moved away finds nobody.
// Most have nobody who goes on with them, so the recursion starts from those who do: its cost is a guess from its start.
const CONCERNED = `
  told as (
    select * from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[])
      as told (id, account_id, sequence, word, external_id)
  ), heir as (
    select next.id, told.account_id, told.sequence, told.word, told.external_id
    from told join content_platforms.package_subscription next on next.continues_id = told.id
    union all
    select next.id, heir.account_id, heir.sequence, heir.word, heir.external_id
    from heir join content_platforms.package_subscription next on next.continues_id = heir.id
  ), concerned as (
    select distinct on (who.id) who.*
    from (select * from told union all select * from heir) who
    cross join lateral (
      select s.recorded_account_id from content_platforms.package_subscription s where s.id = who.id offset 0) s
    where s.recorded_account_id = who.account_id
    order by who.id, who.sequence desc
  )`

const toldBy = (items: readonly SubscriptionConfirmation[]): string[] => [
  plainArray(items.map((item) => item.subscriptionId)),
  plainArray(items.map((item) => item.accountId)),
  plainArray(items.map((item) => item.sequence)),
  textArray(items.map(({ result }) => (result.kind === 'confirmed' ? result.state : result.error))),
  textArray(items.map(({ result }) => (result.kind === 'confirmed' ? (result.subscriptionExternalId ?? null) : null))),
]

const learnedBy = (answered: readonly Confirmation[]): string[] => {
  const accounts = new Map<number, { externalId: string | null; login: string | null }>()
  for (const { accountId, result } of answered) {
    if (result.kind === 'failed') continue
    const known = accounts.get(accountId)
    accounts.set(accountId, {
      externalId: result.externalId ?? known?.externalId ?? null,
      login: result.login ?? known?.login ?? null,
    })
  }
  const learned = [...accounts.values()]
  return [
    plainArray([...accounts.keys()]),
    textArray(learned.map(({ externalId }) => externalId)),
    textArray(learned.map(({ login }) => login)),
  ]
}

/** How old the instant of an account's last confirmation may grow while more of them come: each is a write of its own. */
const KEPT_FRESH = `interval '10 seconds'`

// An account has one lane, and its lane is locked by whoever settles: nobody else writes its row. Subscriptions are
// sorted, so that two workers that settle the same ones don't wait crosswise. A late copy of an older sequence changes
// nothing. The platform's own id stays as long as it doesn't name another, and goes with the removal.
const WRITE_ANSWERED = createStatement(`
    with recursive ${CONCERNED}, learned as (
       update content_platforms.platform_account a
       set external_id = coalesce(u.external_id, a.external_id), login = coalesce(u.login, a.login),
         last_confirmed_at = clock_timestamp()
       from unnest($6::int[], $7::text[], $8::text[]) as u (id, external_id, login)
       where a.id = u.id and (
         a.last_confirmed_at is null or a.last_confirmed_at < clock_timestamp() - ${KEPT_FRESH}
         or coalesce(u.external_id, a.external_id) is distinct from a.external_id
         or coalesce(u.login, a.login) is distinct from a.login)
     )
     insert into content_platforms.subscription_confirmation as c
       (subscription_id, state, account_id, sequence, external_id, last_error, confirmed_at)
     select id, word, account_id, sequence, case when word <> 'absent' then external_id end, null, clock_timestamp()
     from concerned order by id
     on conflict (subscription_id) do update
     set state = excluded.state, account_id = excluded.account_id, sequence = excluded.sequence,
       external_id = case when excluded.state = 'absent' or c.account_id is distinct from excluded.account_id
                          then excluded.external_id else coalesce(excluded.external_id, c.external_id) end,
       last_error = null, confirmed_at = excluded.confirmed_at
     where c.account_id is distinct from excluded.account_id or c.sequence is null or c.sequence <= excluded.sequence`)

const WRITE_FAILED = createStatement(`
    with recursive ${CONCERNED}
    insert into content_platforms.subscription_confirmation as c (subscription_id, last_error)
    select id, word from concerned order by id
    on conflict (subscription_id) do update set last_error = excluded.last_error`)

const lastBySubscription = (items: readonly SubscriptionConfirmation[]): SubscriptionConfirmation[] => [
  ...new Map(items.map((item) => [`${item.subscriptionId}/${item.accountId}`, item])).values(),
]

/**
 * What writes that platforms acknowledged and what they refused, set-based, to be run in this order. Of several results for
 * one subscription at one account the last counts; they come in their order.
 */
export const confirmationStatements = (items: readonly Confirmation[]): BoundStatement[] => {
  const last = lastBySubscription(items.filter((item) => item.subscriptionId !== null))
  const confirmed = last.filter(({ result }) => result.kind === 'confirmed')
  const failed = last.filter(({ result }) => result.kind === 'failed')
  const answered = items.filter(({ result }) => result.kind !== 'failed')
  return [
    ...(answered.length > 0 ? [WRITE_ANSWERED.with([...toldBy(confirmed), ...learnedBy(answered)])] : []),
    ...(failed.length > 0 ? [WRITE_FAILED.with(toldBy(failed))] : []),
  ]
}

/** Runs {@link confirmationStatements} in the caller's transaction. */
export const confirmSubscriptions = async (tx: Transaction, items: readonly Confirmation[]): Promise<void> => {
  for (const statement of confirmationStatements(items)) await runBound(tx, statement)
}
