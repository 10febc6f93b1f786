import type { EntityManager } from 'typeorm'
import type { Actor } from '../actor.js'
import { heaviestDiscountsSql } from '../packages/heaviest-discounts.js'

export interface CarryDiscountsInput {
  /** Subscriptions of a service that ends, with the ones that go on in their place. */
  pairs: readonly { fromId: number; toId: number }[]
  /** First day of the new ones, `yyyy-mm-dd`. */
  today: string
  actor: Actor
}

/**
 * BR-18, BR-42: gives what is left of each discount to the subscription that goes on, from today on; audited there. The
 * old rows stay, as the record of what was in force. Where the new price is lower than what the discounts take off on
 * some day, none of them goes along: they were given on another price. Both services are locked by the caller.
 */
export const carryDiscounts = async (
  tx: EntityManager,
  { pairs, today, actor }: CarryDiscountsInput,
): Promise<void> => {
  if (pairs.length === 0) return
  await tx.query(
    `with carried as (
       insert into content_platforms.subscription_discount (subscription_id, description, amount_cents, starts_on, ends_on)
       select pair.to_id, d.description, d.amount_cents, greatest(d.starts_on, $3::date), d.ends_on
       from unnest($1::int[], $2::int[]) as pair (from_id, to_id)
       join content_platforms.subscription_discount d on d.subscription_id = pair.from_id
       join content_platforms.package_subscription s on s.id = pair.to_id
       where coalesce(d.ends_on >= $3::date, true)
         and s.price_cents >= ${heaviestDiscountsSql({ subscriptionId: 'pair.from_id', today: '$3' })}
       order by d.id
       returning *
     )
     insert into content_platforms.audit_entry (at, actor, action, resource, record_id, after)
     select clock_timestamp(), $4, 'discount.carried', 'package_subscription', subscription_id::text,
       jsonb_build_object('discountId', id, 'description', description, 'amountCents', amount_cents,
         'startsOn', starts_on, 'endsOn', ends_on)
     from carried`,
    [pairs.map(({ fromId }) => fromId), pairs.map(({ toId }) => toId), today, actor.id],
  )
}
