import type { EntityManager } from 'typeorm'

/**
 * Forgets what a platform last refused of a subscription, once a person gave that event up: it is no failure of what
 * comes next. Of a migrated subscription also what whoever goes on with it at this account was told.
 */
export const forgetFailure = async (
  tx: EntityManager,
  { subscriptionId, accountId }: { subscriptionId: number; accountId: number },
): Promise<void> => {
  // The account's lane is locked by whoever skips, as by whoever settles: nobody writes a newer failure meanwhile.
  await tx.query(
    `with recursive heir as (
       select $1::int as id
       union
       select next.id from heir join content_platforms.package_subscription next on next.continues_id = heir.id
     )
     update content_platforms.subscription_confirmation set last_error = null
     where last_error is not null and subscription_id in (
       select s.id from heir join content_platforms.package_subscription s on s.id = heir.id
       where s.recorded_account_id = $2)`,
    [subscriptionId, accountId],
  )
}
