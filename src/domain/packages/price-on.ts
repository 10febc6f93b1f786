import type { EntityManager } from 'typeorm'

/**
 * What subscriptions cost on a day (`yyyy-mm-dd`), in cents by id: their own price less the discounts of that day
 * (BR-18), never below zero. One statement however many; an unknown id is missing from the answer.
 */
export const priceOn = async (
  tx: EntityManager,
  { subscriptionIds, day }: { subscriptionIds: readonly number[]; day: string },
): Promise<ReadonlyMap<number, number>> => {
  const rows: { id: number; cents: number }[] = await tx.query(
    `select s.id, greatest(s.price_cents - coalesce(sum(d.amount_cents), 0), 0)::int as cents
     from content_platforms.package_subscription s
     left join content_platforms.subscription_discount d
       on d.subscription_id = s.id and d.starts_on <= $2::date and coalesce(d.ends_on >= $2::date, true)
     where s.id = any($1::int[]) group by s.id`,
    [subscriptionIds, day],
  )
  return new Map(rows.map(({ id, cents }) => [id, cents]))
}
