import type { BulkKind } from '../../entities/bulk-job.js'
import type { BlockKind } from '../../entities/service-block.js'
import type { ContentEffect } from '../../entities/service-status.js'
import type { ErrorCode } from '../../errors.js'
import { heaviestDiscountsSql } from '../packages/heaviest-discounts.js'
import { LINK_JOINS, type LinkFacts, linkFactColumns, refuseLink } from '../packages/link-rules.js'
import { refuseEnable, refuseSuspend } from '../services/block-rules.js'
import type { Binder } from './binder.js'
import type { BulkOrder } from './bulk-input.js'

/** What one service's facts are, by the names of its kind's columns. */
export type ItemFacts = Readonly<Record<string, unknown>>

export interface Refusal {
  code: ErrorCode
  data: Record<string, unknown>
}

interface Asked {
  order: BulkOrder
  /** Today in the provider's time zone. */
  today: string
  policy: { linkWhileInDebt: boolean }
}

interface Statement {
  order: BulkOrder
  today: string
  bind: Binder
  /** SQL that is true for the services whose links to the package that is swapped away don't count any more. */
  isSwapped(serviceId: string): string
}

/**
 * How one kind of job reads and judges its items: SQL over a service `sv` and, where the kind has one, its subscription
 * `sub`. The rules themselves are those of the single use cases.
 */
export interface BulkRules {
  joins: string
  where(statement: Statement): string
  /** What the rule needs; few different values, since the preview counts by them. */
  facts(statement: Statement): Record<string, string>
  /** What carrying it out needs of each item. */
  details(statement: Statement): Record<string, string>
  /** How many active subscriptions of the item would be suspended or removed. */
  affected(statement: Statement): string
  refuse(facts: ItemFacts, asked: Asked): Refusal | null
}

const refusal = (code: ErrorCode, data: Record<string, unknown> = {}): Refusal => ({ code, data })
const plain = (code: ErrorCode | null): Refusal | null => code && refusal(code)

const STATUS = 'join content_platforms.service_status st on st.id = sv.status_id'
const REMOVED_THERE = `(sub.recorded_state in ('active', 'suspended'))::int`
const IS_REMOVED = 'coalesce(sub.removed_at is not null, true)'

const refuseLinkOf = (facts: ItemFacts, { policy }: Asked): Refusal | null => {
  const { name, singlePackageTaken } = facts as unknown as LinkFacts
  const code = refuseLink(facts as unknown as LinkFacts, policy)
  return code && refusal(code, { name, ...(singlePackageTaken === null ? {} : { package: singlePackageTaken }) })
}

const refuseUnlinked = (facts: ItemFacts): Refusal | null => {
  if (facts.serviceEffect === 'remove') return refusal('SERVICE_CANCELED')
  return facts.isRemoved === true ? refusal('PACKAGE_NOT_LINKED') : null
}

const OPEN_KINDS = `array(select b.kind from content_platforms.service_block b
  where b.service_id = sv.id and b.closed_at is null order by b.kind)`

const blockFacts = (facts: ItemFacts) => ({
  serviceEffect: facts.serviceEffect as ContentEffect,
  openKinds: facts.openKinds as BlockKind[],
})

// Over the price's own type, exactly: half-up to the cent, as for a person who rounds by hand.
const newPrice = ({ order, bind }: Statement): string => {
  if (order.priceRule === 'fixed') return `${bind(order.priceCents)}::int`
  if (order.priceRule === 'percent')
    return `round(sub.price_cents * (100 + ${bind(order.percent)}::numeric) / 100)::bigint`
  return 'coalesce(pp.price_override_cents, p.price_cents)'
}

const COUNTS: Record<BlockKind, string> = {
  debt: 'ap.suspend_on_debt and sv.trust_unlock_until is null',
  partial: 'ai.suspend_on_partial',
  request: 'true',
  administrative: 'true',
}

const link: BulkRules = {
  joins: LINK_JOINS,
  where: ({ order, bind }) => `p.id = ${bind(order.packageId)}`,
  facts: ({ today, bind }) => linkFactColumns({ today: bind(today) }),
  details: () => ({}),
  affected: () => '0',
  refuse: (facts, asked) =>
    asked.order.expiresOn !== null && asked.order.expiresOn < asked.today
      ? refusal('EXPIRY_IN_PAST')
      : refuseLinkOf(facts, asked),
}

const unlink: BulkRules = {
  joins: STATUS,
  where: () => 'true',
  facts: () => ({ serviceEffect: 'st.content_effect', isRemoved: IS_REMOVED }),
  details: () => ({ oldPriceCents: 'sub.price_cents' }),
  affected: () => REMOVED_THERE,
  refuse: refuseUnlinked,
}

const swap: BulkRules = {
  joins: LINK_JOINS,
  where: ({ order, bind }) => `p.id = ${bind(order.toPackageId)}`,
  facts: ({ order, today, bind, isSwapped }) => ({
    ...linkFactColumns({
      today: bind(today),
      ignored: `os.package_id = ${bind(order.packageId)} and ${isSwapped('os.service_id')}`,
    }),
    isRemoved: IS_REMOVED,
    isExpired: `coalesce(sub.expires_on < ${bind(today)}::date, false)`,
  }),
  details: () => ({ expiresOn: 'sub.expires_on::text', oldPriceCents: 'sub.price_cents' }),
  affected: () => REMOVED_THERE,
  refuse: (facts, asked) =>
    refuseUnlinked(facts) ?? (facts.isExpired === true ? refusal('EXPIRY_IN_PAST') : refuseLinkOf(facts, asked)),
}

const suspend: BulkRules = {
  joins: STATUS,
  where: () => 'true',
  facts: ({ order, today, bind }) => ({
    serviceEffect: 'st.content_effect',
    openKinds: OPEN_KINDS,
    // BR-36: whoever chose by a filter did not read each service's own promise.
    postponedUntil:
      order.blockKind === 'debt'
        ? `case when sv.do_not_suspend_until >= ${bind(today)}::date then sv.do_not_suspend_until::text end`
        : 'null::text',
  }),
  details: () => ({ statusId: 'sv.status_id', trustUnlockUntil: 'sv.trust_unlock_until' }),
  affected: ({ order }) => `(select count(*)::int from content_platforms.package_subscription a
    join content_platforms.content_package ap on ap.id = a.package_id
    join content_platforms.product apr on apr.id = ap.product_id
    join content_platforms.integration ai on ai.id = apr.integration_id
    where a.service_id = sv.id and a.recorded_state = 'active' and a.removed_at is null and ai.send_suspend_resume
      and ${COUNTS[order.blockKind ?? 'request']})`,
  refuse: (facts, { order }) => {
    const code = refuseSuspend(blockFacts(facts), order.blockKind ?? 'request')
    if (code) return refusal(code)
    return facts.postponedUntil === null
      ? null
      : refusal('SERVICE_PROTECTED_FROM_SUSPENSION', { until: facts.postponedUntil })
  },
}

const resume: BulkRules = {
  joins: STATUS,
  where: () => 'true',
  facts: () => ({ serviceEffect: 'st.content_effect', openKinds: OPEN_KINDS }),
  details: () => ({ statusId: 'sv.status_id', trustUnlockUntil: 'sv.trust_unlock_until' }),
  affected: () => '0',
  refuse: (facts, { order }) => plain(refuseEnable(blockFacts(facts), order.blockKinds)),
}

const reprice: BulkRules = {
  joins: `${STATUS}
    left join content_platforms.content_package p on p.id = sub.package_id
    left join content_platforms.plan_package pp on pp.plan_id = sv.plan_id and pp.package_id = p.id`,
  where: () => 'true',
  facts: (statement) => ({
    serviceEffect: 'st.content_effect',
    isRemoved: IS_REMOVED,
    isOutOfRange: `coalesce(${newPrice(statement)} not between 0 and 999999999, false)`,
    isBelowDiscounts: `coalesce(${newPrice(statement)} < ${heaviestDiscountsSql({
      subscriptionId: 'sub.id',
      today: statement.bind(statement.today),
    })}, false)`,
  }),
  details: (statement) => ({ beforeCents: 'sub.price_cents', afterCents: newPrice(statement) }),
  affected: () => '0',
  refuse: (facts) => {
    const unlinked = refuseUnlinked(facts)
    if (unlinked) return unlinked
    if (facts.isOutOfRange === true) return refusal('PRICE_OUT_OF_RANGE')
    // BR-18: else the discounts would exceed the price on some day.
    return facts.isBelowDiscounts === true ? refusal('DISCOUNTS_EXCEED_PRICE') : null
  },
}

/** The rules of each kind of job. */
export const BULK_RULES: Record<BulkKind, BulkRules> = { link, unlink, swap, suspend, resume, reprice }

/** Kinds whose items are subscriptions of a package, not services. */
export const isAboutSubscriptions = (kind: BulkKind): boolean =>
  kind === 'unlink' || kind === 'swap' || kind === 'reprice'
