/** What the screens of customers and services read from their actions. */

/** An instant: a date on the server, ISO 8601 once it reached the browser. */
export type Instant = string | Date

/** A package of a service, as people understand it. */
export interface SubscriptionData {
  id: number
  serviceId: number
  serviceNumber: string
  packageId: number
  code: string
  name: string
  priceCents: number
  origin: string
  /** Mandatory in the service's plan. */
  mandatory: boolean
  suspendOnDebt: boolean
  /** Description of its platform; null without one. */
  integration: string | null
  integrationActive: boolean
  /** Whether the platform is told of suspensions. */
  sendSuspendResume: boolean
  /** Whether the platform is told of partial suspensions. */
  suspendOnPartial: boolean
  /** Last day of use, `yyyy-mm-dd`. */
  expiresOn: string | null
  consentBy: string | null
  consentAt: Instant | null
  consentChannel: string | null
  removedAt: Instant | null
  standing: string
  /** The platform's words about the last failure, or its class; null without one. */
  failure: string | null
  /** When the head of its lane is sent again; null unless an attempt failed and another one follows. */
  nextAttemptAt: Instant | null
  /** Its newest event. */
  eventId: string | null
  /** The event that holds its lane; another one than `eventId` when an earlier event of the customer is first. */
  headEventId: string | null
}

export interface BlockData {
  id: number
  kind: string
  reason: string | null
  openedAt: Instant
}

export interface ServiceLink {
  id: number
  number: string
}

/** A service with what its screens say about it. */
export interface ServiceData {
  id: number
  number: string
  customerId: number
  customer: string
  planId: number
  plan: string
  planLocked: boolean
  priceCents: number
  status: string
  statusCode: string
  contentEffect: string
  /** Last day on which nothing automatic suspends it, `yyyy-mm-dd`. */
  doNotSuspendUntil: string | null
  trustUnlockUntil: Instant | null
  /** The service that it took the place of. */
  previous: ServiceLink | null
  /** The service that took its place. */
  next: ServiceLink | null
  openBlocks: BlockData[]
}

/** A package that could be linked, or why it can't. */
export interface CandidateData {
  packageId: number
  code: string
  name: string
  integration: string | null
  priceCents: number
  commercialMode: string
  /** Last day of use by the package's default term, `yyyy-mm-dd`. */
  defaultExpiresOn: string | null
  /** Code of the rule that refuses it; null when it can be linked. */
  refusal: string | null
  /** Name of the package that stands in the way, for `SINGLE_PACKAGE_TAKEN`. */
  blockedBy: string | null
}

/** A discount on a package of a service. */
export interface DiscountData {
  id: number
  subscriptionId: number
  description: string
  amountCents: number
  /** First day, `yyyy-mm-dd`. */
  startsOn: string
  /** Last day, `yyyy-mm-dd`; null without end. */
  endsOn: string | null
}

/** The discounts of a service's packages that run or are still to come. */
export interface DiscountsData {
  discounts: DiscountData[]
  /** Price less discounts, by subscription. */
  pricesToday: Record<number, number>
  /** In the provider's time zone, `yyyy-mm-dd`. */
  today: string
}

/** Answer of `showPackages`. */
export interface PackagesData extends DiscountsData {
  service: ServiceData
  subscriptions: SubscriptionData[]
  candidates: CandidateData[]
  mayLink: boolean
  mayDiscount: boolean
  /** BR-101: *Reenviar estado atual*. */
  mayResend: boolean
  mayEditPlan: boolean
}

/** Answer of `showOverview` of a service. */
export interface ServiceOverviewData extends DiscountsData {
  service: ServiceData
  subscriptions: SubscriptionData[]
  /** BR-35: days of a trust unlock, as proposed and at most. */
  trustUnlock: { defaultDays: number; maxDays: number }
  /** What the reader may suspend for. */
  suspendKinds: readonly string[]
  /** Statuses that mean the same as the one that is shown. */
  otherStatuses: readonly { id: number; label: string }[]
}

/** A package in the comparison of a migration; see `compare-plans.ts`. */
export interface ComparedPackage {
  packageId: number
  name: string
  integration: string | null
  priceCents: number
  expiresOn: string | null
}

/** Answer of `showMigration`; null before a plan is chosen. */
export interface MigrationData {
  plan: { id: number; name: string; priceCents: number } | null
  kept: (ComparedPackage & {
    previousPriceCents: number | null
    inPlan: boolean
    mandatory: boolean
    byHand: boolean
  })[]
  gained: (ComparedPackage & { inPlan: boolean; mandatory: boolean; continues: string | null })[]
  lost: (ComparedPackage & { reason: string; blockedBy: string | null })[]
  left: (ComparedPackage & { mandatory: boolean; blockedBy: string | null })[]
  fingerprint: string
}

/** Answer of `findPlanPackages`. */
export interface PlanPackagesData {
  plan: { id: number; name: string; priceCents: number } | null
  packages: { packageId: number; name: string; priceCents: number; mandatory: boolean }[]
}

/** A customer's user on a platform. */
export interface AccountData {
  id: number
  integration: string
  externalId: string | null
  login: string | null
  lastConfirmedAt: Instant | null
  waiting: number
  parked: boolean
  /** Whether the platform can be asked to send access again. */
  mayReset: boolean
}
