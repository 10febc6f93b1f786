import type { MigrationData } from './service-data.js'

/** What the form of a migration holds, as typed. */
export interface MigrationForm {
  planId: string
  priceCents: string
  number: string
  externalId: string
  /** Null as long as nobody chose: as the service is now. */
  activate: 'true' | 'false' | null
  consentChannel: string
  reason: string
  /** Optional packages of the plan that the customer does not take. */
  left: readonly number[]
}

export const EMPTY_MIGRATION: MigrationForm = {
  ...{ planId: '', priceCents: '', number: '', externalId: '', activate: null },
  ...{ consentChannel: '', reason: '', left: [] },
}

/** A package of the new plan, as it is offered. */
export interface OfferedPackage {
  packageId: number
  name: string
  priceCents: number
  mandatory: boolean
  /** Name of the customer's package that keeps it out (BR-12). */
  blockedBy: string | null
}

/** Packages of the plan that are ticked or can be; those linked by hand go along anyhow. Mandatory ones first. */
export const offeredPackages = ({ kept, gained, lost, left }: MigrationData): OfferedPackage[] => {
  const ofPlan = kept.filter(({ inPlan, byHand }) => inPlan && !byHand)
  const notChosen = lost.filter(({ reason }) => reason === 'PACKAGE_NOT_CHOSEN')
  return [
    ...[...ofPlan, ...gained].map((item) => ({ ...item, blockedBy: null })),
    ...notChosen.map((item) => ({ ...item, mandatory: false, blockedBy: null })),
    ...left,
  ].sort((a, b) => Number(b.mandatory) - Number(a.mandatory) || a.name.localeCompare(b.name))
}

/** Ids of the offered packages that the new service is to have. */
export const takenPackages = (offered: readonly OfferedPackage[], left: readonly number[]): number[] =>
  offered
    .filter(({ packageId, mandatory, blockedBy }) => mandatory || (blockedBy === null && !left.includes(packageId)))
    .map(({ packageId }) => packageId)

/** What the new service's packages cost, and what those of the old one cost. */
export const packagesCents = ({ kept, gained, lost }: MigrationData): { before: number; after: number } => {
  const sum = (cents: readonly number[]): number => cents.reduce((total, one) => total + one, 0)
  return {
    before: sum([...kept.map((item) => item.previousPriceCents ?? 0), ...lost.map((item) => item.priceCents)]),
    after: sum([...kept, ...gained].map((item) => item.priceCents)),
  }
}

/** The form as it is posted, with the fingerprint of what was shown. */
export const toMigrationPayload = (
  { left, activate, ...form }: MigrationForm,
  { data, isWaiting }: { data: MigrationData | null; isWaiting: boolean },
): Record<string, string> => {
  const taken = data ? takenPackages(offeredPackages(data), left) : []
  const ids = Object.fromEntries(taken.map((id, index) => [`packageIds.${index}`, String(id)]))
  const packages = taken.length === 0 ? { packageIds: '' } : ids
  return { ...form, ...packages, activate: activate ?? String(!isWaiting), expected: data?.fingerprint ?? '' }
}
