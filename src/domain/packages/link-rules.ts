import type { EntityManager } from 'typeorm'
import type { CommercialMode } from '../../entities/content-package.js'
import type { ContentEffect } from '../../entities/service-status.js'
import type { ErrorCode } from '../../errors.js'

/** All that decides whether a package can be linked to a service now. */
export interface LinkFacts {
  packageId: number
  code: string
  name: string
  priceCents: number
  commercialMode: CommercialMode
  defaultTermDays: number | null
  active: boolean
  /** False once its platform no longer lists the package's product; true for a package without one. */
  productActive: boolean
  integrationId: number | null
  integration: string | null
  inPlan: boolean
  mandatory: boolean
  planLocked: boolean
  alreadyLinked: boolean
  /** Name of the customer's other package of the same integration, where that allows only one (BR-12). */
  singlePackageTaken: string | null
  serviceEffect: ContentEffect
  inDebt: boolean
}

/** Why a package can't be linked; null when it can. The picker, the use case and every job ask here. */
export const refuseLink = (facts: LinkFacts, policy: { linkWhileInDebt: boolean }): ErrorCode | null => {
  if (facts.serviceEffect === 'remove') return 'SERVICE_CANCELED'
  if (facts.inDebt && !policy.linkWhileInDebt) return 'SERVICE_SUSPENDED_FOR_DEBT'
  if (facts.alreadyLinked) return 'PACKAGE_ALREADY_LINKED'
  if (!facts.active) return 'PACKAGE_INACTIVE'
  if (!facts.productActive) return 'PRODUCT_RETIRED'
  if (facts.planLocked && !facts.inPlan) return 'PACKAGE_NOT_IN_LOCKED_PLAN'
  if (facts.commercialMode === 'combo' && !facts.inPlan) return 'PACKAGE_ONLY_IN_PLAN'
  if (facts.singlePackageTaken !== null) return 'SINGLE_PACKAGE_TAKEN'
  return null
}

/**
 * Each fact as SQL over the rows that {@link LINK_JOINS} gives for a service `sv`. `today` is SQL for the day in the
 * provider's time zone; `ignored` is a condition over a subscription `os` that is about to be taken off and so doesn't
 * keep a single package out.
 */
export const linkFactColumns = ({
  today,
  ignored = 'false',
}: {
  today: string
  ignored?: string
}): Record<keyof LinkFacts, string> => ({
  packageId: 'p.id',
  code: 'p.code',
  name: 'p.name',
  priceCents: 'coalesce(pp.price_override_cents, p.price_cents)',
  commercialMode: 'p.commercial_mode',
  defaultTermDays: 'p.default_term_days',
  active: 'p.active',
  productActive: 'coalesce(pr.active, true)',
  integrationId: 'i.id',
  integration: 'i.description',
  inPlan: 'pp.id is not null',
  mandatory: 'coalesce(pp.mandatory, false)',
  planLocked: 'pl.lock_packages',
  alreadyLinked: `exists (select from content_platforms.package_subscription s
    where s.service_id = sv.id and s.package_id = p.id and s.removed_at is null
      and coalesce(s.expires_on >= ${today}::date, true))`,
  singlePackageTaken: `case when i.single_package then (
    select op.name from content_platforms.package_subscription os
    join content_platforms.customer_service osv on osv.id = os.service_id and osv.canceled_at is null
    join content_platforms.content_package op on op.id = os.package_id and op.id <> p.id
    join content_platforms.product opr on opr.id = op.product_id and opr.integration_id = i.id
    where osv.customer_id = sv.customer_id and os.removed_at is null
      and coalesce(os.expires_on >= ${today}::date, true) and not (${ignored})
    order by os.id limit 1) end`,
  serviceEffect: 'st.content_effect',
  inDebt: `exists (select from content_platforms.service_block b
    where b.service_id = sv.id and b.kind = 'debt' and b.closed_at is null)
    and not coalesce(sv.trust_unlock_until > now()
      or (sv.trust_unlock_until is not null and sv.do_not_suspend_until >= ${today}::date), false)`,
})

/** What the facts of linking a package `p` to a service `sv` are read from. */
export const LINK_JOINS = `
  join content_platforms.plan pl on pl.id = sv.plan_id
  join content_platforms.service_status st on st.id = sv.status_id
  cross join content_platforms.content_package p
  left join content_platforms.plan_package pp on pp.plan_id = sv.plan_id and pp.package_id = p.id
  left join content_platforms.product pr on pr.id = p.product_id
  left join content_platforms.integration i on i.id = pr.integration_id`

/** A select list of named expressions. */
export const selectList = (columns: Readonly<Record<string, string>>): string =>
  Object.entries(columns)
    .map(([name, sql]) => `${sql} as "${name}"`)
    .join(', ')

/**
 * Reads the facts of every package, or of one, for a service. Prices are those of its plan where that sets one. What has
 * expired before `today`, a day in the provider's time zone, is linked no more.
 */
export const loadLinkFacts = async (
  tx: EntityManager,
  { serviceId, packageId, today }: { serviceId: number; packageId?: number; today: string },
): Promise<LinkFacts[]> =>
  tx.query(
    `select ${selectList(linkFactColumns({ today: '$3' }))}
     from content_platforms.customer_service sv ${LINK_JOINS}
     where sv.id = $1 and ($2::int is null or p.id = $2)
     order by p.name, p.id`,
    [serviceId, packageId ?? null, today],
  )
