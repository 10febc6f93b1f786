import type { EntityManager } from 'typeorm'
import type { DiscountsData } from '../components/services/service-data.js'
import { priceOn } from '../domain/packages/price-on.js'

/** Discounts of subscriptions that are not over on a day (`yyyy-mm-dd`), and what each subscription costs on it. */
export const readDiscounts = async (
  tx: EntityManager,
  { subscriptionIds, today }: { subscriptionIds: readonly number[]; today: string },
): Promise<DiscountsData> => ({
  today,
  discounts: await tx.query(
    `select id, subscription_id as "subscriptionId", description, amount_cents as "amountCents",
       starts_on::text as "startsOn", ends_on::text as "endsOn"
     from content_platforms.subscription_discount
     where subscription_id = any($1::int[]) and coalesce(ends_on >= $2::date, true) order by starts_on, id`,
    [subscriptionIds, today],
  ),
  pricesToday: Object.fromEntries(await priceOn(tx, { subscriptionIds, day: today })),
})
