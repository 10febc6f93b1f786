import type { EntityManager } from 'typeorm'

/** A product as it is stored. */
export interface KnownProduct {
  id: number
  externalId: string
  code: string
  name: string
  generic: boolean
  active: boolean
}

/** A package that names a product. */
export interface ProductUse {
  id: number
  name: string
  /** How many services have it now. */
  linked: number
}

type Listed = Omit<KnownProduct, 'id' | 'active'>

/** Every product of an integration by name, retired ones included. */
export const loadProducts = (tx: EntityManager, integrationId: number): Promise<KnownProduct[]> =>
  tx.query(
    `select id, external_id as "externalId", code, name, generic, active from content_platforms.product
     where integration_id = $1 order by name, id`,
    [integrationId],
  )

/** The packages of these products, by product. */
export const readUses = async (
  tx: EntityManager,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, ProductUse[]>> => {
  const rows: (ProductUse & { productId: number })[] = await tx.query(
    `select p.product_id as "productId", p.id, p.name, count(s.id)::int as linked
     from content_platforms.content_package p
     left join content_platforms.package_subscription s on s.package_id = p.id and s.removed_at is null
     where p.product_id = any($1) group by p.id order by p.name, p.id`,
    [productIds],
  )
  const uses = new Map<number, ProductUse[]>()
  for (const { productId, ...use } of rows) uses.set(productId, [...(uses.get(productId) ?? []), use])
  return uses
}

/** Upserts what is listed and retires the rest; to be called with the integration's row locked. */
export const writeProducts = async (
  tx: EntityManager,
  { integrationId, listed, retired }: { integrationId: number; listed: readonly Listed[]; retired: readonly number[] },
): Promise<void> => {
  // The integration's row is locked, so nobody else writes its products. Raw, past the hooks: what a subscription's
  // state depends on is a product's integration, and that never changes here.
  await tx.query(
    `insert into content_platforms.product (integration_id, external_id, code, name, generic, active, last_seen_at)
     select $1, l.external_id, l.code, l.name, l.generic, true, now()
     from unnest($2::text[], $3::text[], $4::text[], $5::boolean[]) as l (external_id, code, name, generic)
     on conflict (integration_id, external_id) do update
     set code = excluded.code, name = excluded.name, generic = excluded.generic, active = true,
       last_seen_at = excluded.last_seen_at`,
    [
      integrationId,
      listed.map(({ externalId }) => externalId),
      listed.map(({ code }) => code),
      listed.map(({ name }) => name),
      listed.map(({ generic }) => generic),
    ],
  )
  await tx.query(`update content_platforms.product set active = false where id = any($1)`, [retired])
}
