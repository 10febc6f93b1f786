import type { EntityManager } from 'typeorm'
import type { Continuation } from '../domain/state/continue-subscriptions.js'
import type { SubscriptionRow } from '../domain/state/subscription-facts.js'

/** Follows subscriptions that went on more than once in one transaction from the first to the last. */
const endsOf = (continuations: readonly Continuation[]): Map<number, number> => {
  const ends = new Map<number, number>()
  for (const { fromId, toId } of continuations) {
    const first = [...ends].find(([, end]) => end === fromId)?.[0] ?? fromId
    ends.set(first, toId)
  }
  return ends
}

/** Moves what was recorded and what the platform acknowledged to the subscriptions that go on. Lanes must be locked. */
export const writeContinuations = async (
  tx: EntityManager,
  { rows, continuations }: { rows: readonly SubscriptionRow[]; continuations: readonly Continuation[] },
): Promise<void> => {
  const concerned = new Set(continuations.flatMap(({ fromId, toId }) => [fromId, toId]))
  const written = rows.filter(({ id }) => concerned.has(id))
  const ends = endsOf(continuations)
  const moves = [[...ends.keys()], [...ends.values()]]
  // The services are locked, so nobody else records for these subscriptions.
  await tx.query(
    `update content_platforms.package_subscription s
     set expiring_notified_for = first.expiring_notified_for
     from unnest($1::int[], $2::int[]) as move(from_id, to_id)
     join content_platforms.package_subscription first on first.id = move.from_id
     where s.id = move.to_id`,
    moves,
  )
  await tx.query(
    `update content_platforms.package_subscription s
     set recorded_state = u.state, recorded_product_id = u.product_id, recorded_account_id = u.account_id,
       recorded_sequence = u.sequence, recorded_as_id = u.as_id
     from unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::int[], $6::int[])
       as u(id, state, product_id, account_id, sequence, as_id)
     where s.id = u.id`,
    [
      written.map(({ id }) => id),
      written.map(({ recorded }) => recorded.state),
      written.map(({ recorded }) => recorded.target?.productId ?? null),
      written.map(({ recordedAccountId }) => recordedAccountId),
      written.map(({ recordedSequence }) => recordedSequence),
      written.map(({ recordedAsId }) => recordedAsId),
    ],
  )
  // The lanes are locked: a worker that settles now waits, and then finds the subscription that went on.
  await tx.query(
    `with move as (
       select * from unnest($1::int[], $2::int[]) as move(from_id, to_id)
     ), gone as (
       delete from content_platforms.subscription_confirmation c using move where c.subscription_id = move.from_id
       returning move.to_id, c.state, c.account_id, c.sequence, c.external_id, c.last_error, c.confirmed_at
     )
     insert into content_platforms.subscription_confirmation
       (subscription_id, state, account_id, sequence, external_id, last_error, confirmed_at)
     select * from gone order by to_id
     on conflict (subscription_id) do update
     set state = excluded.state, account_id = excluded.account_id, sequence = excluded.sequence,
       external_id = excluded.external_id, last_error = excluded.last_error, confirmed_at = excluded.confirmed_at`,
    moves,
  )
}
