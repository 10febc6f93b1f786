import type { EntityManager } from 'typeorm'
import type { Actor } from './actor.js'

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
    `with pair as (
       select * from unnest($1::int[], $2::int[]) as pair (from_id, to_id)
     ), running as (
       select * from content_platforms.subscription_discount
       where subscription_id in (select from_id from pair) and coalesce(ends_on >= $3::date, true)
     ), heaviest as (
       -- A sum only rises on a day on which a discount begins.
       select subscription_id, max(cents) as cents from (
         select a.subscription_id, sum(b.amount_cents) as cents
         from running a join running b on b.subscription_id = a.subscription_id
           and b.starts_on <= greatest(a.starts_on, $3::date)
           and coalesce(b.ends_on >= greatest(a.starts_on, $3::date), true)
         group by a.id, a.subscription_id) day group by subscription_id
     ), carried as (
       insert into content_platforms.subscription_discount (subscription_id, description, amount_cents, starts_on, ends_on)
       select pair.to_id, d.description, d.amount_cents, greatest(d.starts_on, $3::date), d.ends_on
       from pair
       join running d on d.subscription_id = pair.from_id
       join heaviest on heaviest.subscription_id = pair.from_id
       join content_platforms.package_subscription s on s.id = pair.to_id and s.price_cents >= heaviest.cents
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
