/**
 * SQL: the most that the discounts of a subscription take off on any day from `today` on, 0 without any. Both are
 * expressions; a sum only rises on a day on which a discount begins.
 */
export const heaviestDiscountsSql = ({ subscriptionId, today }: { subscriptionId: string; today: string }): string =>
  `coalesce((select max(day.cents) from (
     select sum(other.amount_cents) as cents
     from content_platforms.subscription_discount one
     join content_platforms.subscription_discount other on other.subscription_id = one.subscription_id
       and other.starts_on <= greatest(one.starts_on, ${today}::date)
       and coalesce(other.ends_on >= greatest(one.starts_on, ${today}::date), true)
     where one.subscription_id = ${subscriptionId} and coalesce(one.ends_on >= ${today}::date, true)
     group by one.id) day), 0)`
