import type { EntityManager } from 'typeorm'
import type { CommercialMode } from '../../entities/content-package.js'
import type { ConsentChannel, SubscriptionOrigin, SubscriptionState } from '../../entities/package-subscription.js'

/** A subscription of the service that is to be migrated: linked, and not expired. */
export interface CarriedSubscription {
  id: number
  priceCents: number
  origin: SubscriptionOrigin
  expiresOn: string | null
  consentBy: string | null
  consentAt: Date | null
  consentChannel: ConsentChannel | null
  recordedState: SubscriptionState
}

/** A package that the service has or that the new plan has, with all that decides what becomes of it. */
export interface MigrationFacts {
  packageId: number
  code: string
  name: string
  commercialMode: CommercialMode
  /** It can still be had: it is active, and its platform lists its product. */
  active: boolean
  defaultTermDays: number | null
  productId: number | null
  integrationId: number | null
  integration: string | null
  singlePackage: boolean
  /** Whether the new plan has it. */
  inPlan: boolean
  mandatory: boolean
  /** What it costs in the new plan. */
  planPriceCents: number
  /** Name of another package of its platform on another service of the customer, where that allows only one (BR-12). */
  takenElsewhere: string | null
  subscription: CarriedSubscription | null
}

type Row = Omit<MigrationFacts, 'subscription'> & {
  [K in keyof CarriedSubscription as `s_${K}`]: CarriedSubscription[K]
}

const toFacts = (row: Row): MigrationFacts => {
  const { s_id, s_priceCents, s_origin, s_expiresOn, s_consentBy, s_consentAt, s_consentChannel, ...rest } = row
  const { s_recordedState, ...facts } = rest
  const terms = { id: s_id, priceCents: s_priceCents, origin: s_origin, expiresOn: s_expiresOn }
  const consent = { consentBy: s_consentBy, consentAt: s_consentAt, consentChannel: s_consentChannel }
  return { ...facts, subscription: s_id === null ? null : { ...terms, ...consent, recordedState: s_recordedState } }
}

/** Packages that the service has or that the plan has, by name. `today` is a day in the provider's time zone. */
export const loadMigrationFacts = async (
  tx: EntityManager,
  { serviceId, planId, today }: { serviceId: number; planId: number; today: string },
): Promise<MigrationFacts[]> => {
  const rows: Row[] = await tx.query(
    `select p.id as "packageId", p.code, coalesce(p.display_name, p.name) as name, p.commercial_mode as "commercialMode",
       p.active and coalesce(pr.active, true) as active, p.default_term_days as "defaultTermDays", p.product_id as "productId",
       pr.integration_id as "integrationId", i.description as integration,
       coalesce(i.single_package, false) as "singlePackage",
       pp.id is not null as "inPlan", coalesce(pp.mandatory, false) as mandatory,
       coalesce(pp.price_override_cents, p.price_cents) as "planPriceCents",
       case when i.single_package then (
         select op.name from content_platforms.package_subscription os
         join content_platforms.customer_service osv on osv.id = os.service_id and osv.canceled_at is null
         join content_platforms.content_package op on op.id = os.package_id and op.id <> p.id
         join content_platforms.product opr on opr.id = op.product_id and opr.integration_id = i.id
         where osv.customer_id = sv.customer_id and osv.id <> sv.id and os.removed_at is null
           and coalesce(os.expires_on >= $3::date, true) order by os.id limit 1) end as "takenElsewhere",
       s.id as "s_id", s.price_cents as "s_priceCents", s.origin as "s_origin", s.expires_on::text as "s_expiresOn",
       s.consent_by as "s_consentBy", s.consent_at as "s_consentAt", s.consent_channel as "s_consentChannel",
       s.recorded_state as "s_recordedState"
     from content_platforms.customer_service sv
     cross join content_platforms.content_package p
     left join content_platforms.plan_package pp on pp.plan_id = $2 and pp.package_id = p.id
     left join content_platforms.package_subscription s on s.service_id = sv.id and s.package_id = p.id
       and s.removed_at is null and coalesce(s.expires_on >= $3::date, true)
     left join content_platforms.product pr on pr.id = p.product_id
     left join content_platforms.integration i on i.id = pr.integration_id
     where sv.id = $1 and (pp.id is not null or s.id is not null)
     order by p.name, p.id`,
    [serviceId, planId, today],
  )
  return rows.map(toFacts)
}
