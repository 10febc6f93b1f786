import type { EntityManager } from 'typeorm'

export interface SecondPackage {
  /** How many customers would hold two packages of the platform. */
  customers: number
  /** One of the packages that they hold already. */
  package: string
}

/**
 * BR-12: who would hold a second package of a platform that allows one, if this package got this product; null for
 * nobody. What has expired counts a day longer, wherever the provider is. From here on nobody else links to that platform
 * or moves to it, until the transaction ends.
 */
export const findSecondPackage = async (
  tx: EntityManager,
  { packageId, productId }: { packageId: number; productId: number },
): Promise<SecondPackage | null> => {
  // A link shares its integration: one that is not committed yet is waited for, and seen by the next statement.
  await tx.query(
    `select i.id from content_platforms.integration i
     join content_platforms.product pr on pr.integration_id = i.id and pr.id = $1
     where i.single_package for no key update of i`,
    [productId],
  )
  const [row]: { customers: number; package: string | null }[] = await tx.query(
    `select count(distinct own.customer_id)::int as customers, min(op.name) as package
     from content_platforms.product target
     join content_platforms.integration i on i.id = target.integration_id and i.single_package
     join content_platforms.product opr on opr.integration_id = i.id
     join content_platforms.content_package op on op.product_id = opr.id and op.id <> $1
     join content_platforms.package_subscription os on os.package_id = op.id and os.removed_at is null
       and coalesce(os.expires_on >= current_date - 1, true)
     join content_platforms.customer_service osv on osv.id = os.service_id and osv.canceled_at is null
     join content_platforms.customer_service own on own.customer_id = osv.customer_id and own.canceled_at is null
     join content_platforms.package_subscription s on s.service_id = own.id and s.package_id = $1
       and s.removed_at is null and coalesce(s.expires_on >= current_date - 1, true)
     where target.id = $2`,
    [packageId, productId],
  )
  return row?.package ? { customers: row.customers, package: row.package } : null
}
