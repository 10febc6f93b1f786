import { isProvisioned } from '../state/desired-state.js'
import type { CarriedSubscription, MigrationFacts } from './migration-facts.js'

/** Why a package does not go along to the new plan. */
export type LossReason =
  | 'PACKAGE_NOT_IN_NEW_PLAN'
  | 'PACKAGE_NOT_CHOSEN'
  | 'PACKAGE_NOT_IN_LOCKED_PLAN'
  | 'PACKAGE_ONLY_IN_PLAN'
  | 'SINGLE_PACKAGE_TAKEN'

interface ComparedPackage {
  packageId: number
  code: string
  name: string
  /** Description of its platform; null without one. */
  integration: string | null
  priceCents: number
  expiresOn: string | null
}

/** A package of the new service. */
export interface NextPackage extends ComparedPackage {
  /** What it costs on the old service; null when that does not have it. */
  previousPriceCents: number | null
  inPlan: boolean
  mandatory: boolean
  /** It was linked by hand: it goes along with its price, term and consent (BR-42). */
  byHand: boolean
  carried: CarriedSubscription | null
  /** Of which subscription it takes over the platform's user; null when it is created there, or has no platform. */
  continuesId: number | null
  /** Name of that subscription's package, where it is another one. */
  continues: string | null
}

/** A package of the old service that the new one does not get. */
export interface LostPackage extends ComparedPackage {
  reason: LossReason
  /** Name of the package that stands in the way, for `SINGLE_PACKAGE_TAKEN`. */
  blockedBy: string | null
}

/** A package that the new plan has and that can't be taken now, or was not chosen. */
export interface LeftPackage extends ComparedPackage {
  mandatory: boolean
  /** Name of the customer's package that stands in the way (BR-12); null when it just was not chosen. */
  blockedBy: string | null
}

export interface PlanComparison {
  kept: NextPackage[]
  gained: NextPackage[]
  lost: LostPackage[]
  left: LeftPackage[]
}

interface CompareInput {
  facts: readonly MigrationFacts[]
  planLocked: boolean
  /** Packages of the new plan that the customer takes; null for all. */
  chosen: readonly number[] | null
  /** Last day of use of a package gained today, by its default term. */
  termOf(days: number): string
}

// What came by a plan goes by the plan's rules; a migration links again by hand what was so before (BR-42).
const isByHand = ({ subscription }: MigrationFacts): boolean => subscription !== null && subscription.origin !== 'plan'

const describe = ({ packageId, code, name, integration }: MigrationFacts) => ({ packageId, code, name, integration })

const lossOf = (facts: MigrationFacts, { planLocked, chosen }: CompareInput): LossReason | null => {
  if (isByHand(facts)) {
    if (facts.inPlan) return null
    if (planLocked) return 'PACKAGE_NOT_IN_LOCKED_PLAN'
    return facts.commercialMode === 'combo' ? 'PACKAGE_ONLY_IN_PLAN' : null
  }
  if (!facts.inPlan) return 'PACKAGE_NOT_IN_NEW_PLAN'
  return facts.mandatory || !chosen || chosen.includes(facts.packageId) ? null : 'PACKAGE_NOT_CHOSEN'
}

const toLost = (facts: MigrationFacts, reason: LossReason, blockedBy: string | null = null): LostPackage => ({
  ...describe(facts),
  priceCents: facts.subscription?.priceCents ?? 0,
  expiresOn: facts.subscription?.expiresOn ?? null,
  reason,
  blockedBy,
})

const toNext = (facts: MigrationFacts, { termOf }: CompareInput): NextPackage => {
  const { subscription, inPlan, mandatory, defaultTermDays } = facts
  const byHand = isByHand(facts)
  const term = defaultTermDays ? termOf(defaultTermDays) : null
  return {
    ...describe(facts),
    priceCents: byHand && subscription ? subscription.priceCents : facts.planPriceCents,
    previousPriceCents: subscription?.priceCents ?? null,
    expiresOn: subscription ? subscription.expiresOn : term,
    ...{ inPlan, mandatory, byHand, carried: subscription },
    continuesId: subscription && facts.productId !== null ? subscription.id : null,
    continues: null,
  }
}

const toLeft = (facts: MigrationFacts, blockedBy: string | null): LeftPackage => ({
  ...describe(facts),
  ...{ priceCents: facts.planPriceCents, expiresOn: null, mandatory: facts.mandatory, blockedBy },
})

/** The same platform, which holds one package per customer. */
const competes = (a: MigrationFacts, b: MigrationFacts): boolean =>
  a.singlePackage && a.integrationId === b.integrationId && a.packageId !== b.packageId

/**
 * Gives each gained package the platform's user of one that is lost, where both are the same product: one-to-one, those
 * first that the platform has.
 */
const continueProducts = (
  gained: readonly { facts: MigrationFacts; next: NextPackage }[],
  lost: readonly MigrationFacts[],
): void => {
  const free = [...lost].sort((a, b) => {
    const [first, second] = [a, b].map(({ subscription }) =>
      Number(isProvisioned(subscription?.recordedState ?? 'absent')),
    )
    return (second ?? 0) - (first ?? 0) || (a.subscription?.id ?? 0) - (b.subscription?.id ?? 0)
  })
  for (const { facts, next } of gained) {
    const index = free.findIndex(({ productId }) => productId !== null && productId === facts.productId)
    const [predecessor] = index < 0 ? [] : free.splice(index, 1)
    if (!predecessor?.subscription) continue
    next.continuesId = predecessor.subscription.id
    next.continues = predecessor.name
  }
}

/**
 * What a migration to a plan does to the packages of a service (BR-20, BR-21, BR-40 to BR-42): which go along, which come
 * in, which are lost and why. What merely moves is never refused (BR-12, BR-19); a package that comes in gives way to one
 * that was there, unless it is mandatory.
 */
export const comparePlans = (input: CompareInput): PlanComparison => {
  const lost = new Map<MigrationFacts, LostPackage>()
  const staying = new Set<MigrationFacts>()
  for (const facts of input.facts.filter(({ subscription }) => subscription !== null)) {
    const reason = lossOf(facts, input)
    if (reason) lost.set(facts, toLost(facts, reason))
    else staying.add(facts)
  }
  const offered = input.facts.filter(({ subscription, inPlan, active }) => !subscription && inPlan && active)
  const coming: MigrationFacts[] = []
  const left: LeftPackage[] = []
  for (const facts of offered.sort((a, b) => Number(b.mandatory) - Number(a.mandatory))) {
    const rivals = [...staying, ...coming].filter((other) => competes(facts, other))
    const firm = rivals.find((rival) => !facts.mandatory || (rival.inPlan && rival.mandatory))
    const blockedBy = facts.takenElsewhere ?? firm?.name ?? null
    const isChosen = facts.mandatory || !input.chosen || input.chosen.includes(facts.packageId)
    if (blockedBy !== null || !isChosen) {
      left.push(toLeft(facts, blockedBy))
      continue
    }
    for (const rival of rivals) {
      staying.delete(rival)
      lost.set(rival, toLost(rival, 'SINGLE_PACKAGE_TAKEN', facts.name))
    }
    coming.push(facts)
  }
  const gained = coming.map((facts) => ({ facts, next: toNext(facts, input) }))
  continueProducts(gained, [...lost.keys()])
  return {
    kept: [...staying].map((facts) => toNext(facts, input)),
    gained: gained.map(({ next }) => next),
    lost: [...lost.values()],
    left,
  }
}
