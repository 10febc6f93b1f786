import type { DataSource } from 'typeorm'
import { type FieldIssue, refuseIssues } from '../errors.js'
import { FICTITIOUS_IDS, type TriedPackage } from './fictitious-customer.js'

const UNKNOWN: FieldIssue = { path: 'packageId', code: 'invalidReference' }

const invented = (description: string): TriedPackage => ({
  package: { id: FICTITIOUS_IDS.package, code: 'HOMOLOGACAO', name: 'Pacote de homologação', priceCents: 0 },
  product: { id: FICTITIOUS_IDS.product, externalId: 'generico', code: 'GENERICO', name: description },
})

/**
 * The package that a homologation speaks of: the one chosen, else the integration's first active one, since a platform
 * may know packages by their codes; an invented one where there is none yet. Refuses one of another integration.
 */
export const findTriedPackage = async (
  dataSource: DataSource,
  { integrationId, description, packageId }: { integrationId: number; description: string; packageId: number | null },
): Promise<TriedPackage> => {
  const [found]: TriedPackage[] = await dataSource.query(
    `select json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'priceCents', p.price_cents) as package,
       json_build_object('id', r.id, 'externalId', r.external_id, 'code', r.code, 'name', r.name) as product
     from content_platforms.content_package p
     join content_platforms.product r on r.id = p.product_id
     where r.integration_id = $1 and case when $2::int is null then p.active else p.id = $2 end
     order by p.id limit 1`,
    [integrationId, packageId],
  )
  if (!found && packageId !== null) refuseIssues([UNKNOWN])
  return found ?? invented(description)
}
