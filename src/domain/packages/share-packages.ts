import type { EntityManager } from 'typeorm'

/**
 * Keeps packages, and the switches of the integrations that their products belong to, as they are until the transaction
 * ends. Always before a service is locked.
 */
export const sharePackages = async (tx: EntityManager, packageIds: readonly number[]): Promise<void> => {
  await tx.query(`select id from content_platforms.content_package where id = any($1) order by id for share`, [
    packageIds,
  ])
  // Only now, in a new statement: while we waited for a package it may have got a product of another integration, whose
  // editor would neither wait for us nor see our link.
  await tx.query(
    `select i.id from content_platforms.integration i where i.id in (
       select pr.integration_id from content_platforms.product pr
       join content_platforms.content_package p on p.product_id = pr.id where p.id = any($1))
     order by i.id for share`,
    [packageIds],
  )
}
