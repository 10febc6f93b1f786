import type { EntityManager } from 'typeorm'
import type { Actor } from '../actor.js'

/**
 * Ends what is left of the discounts of subscriptions that are linked anew, on the day before `today` (`yyyy-mm-dd`): they
 * were given on another price, and don't come back by themselves (BR-18, BR-24). Audited. The services are locked.
 */
export const retireDiscounts = async (
  tx: EntityManager,
  { subscriptionIds, today, actor }: { subscriptionIds: readonly number[]; today: string; actor: Actor },
): Promise<void> => {
  await tx.query(
    `with left_over as (
       select * from content_platforms.subscription_discount
       where subscription_id = any($1::int[]) and coalesce(ends_on >= $2::date, true)
     ), removed as (
       delete from content_platforms.subscription_discount d using left_over
       where d.id = left_over.id and d.starts_on >= $2::date
     ), ended as (
       update content_platforms.subscription_discount d set ends_on = $2::date - 1, version = d.version + 1
       from left_over where d.id = left_over.id and d.starts_on < $2::date
     )
     insert into content_platforms.audit_entry (at, actor, action, resource, record_id, before, after)
     select clock_timestamp(), $3, case when starts_on < $2::date then 'discount.ended' else 'discount.removed' end,
       'package_subscription', subscription_id::text,
       jsonb_build_object('discountId', id, 'description', description, 'amountCents', amount_cents,
         'startsOn', starts_on, 'endsOn', ends_on),
       case when starts_on < $2::date then jsonb_build_object('discountId', id, 'endsOn', $2::date - 1) end
     from left_over order by id`,
    [subscriptionIds, today, actor.id],
  )
}
