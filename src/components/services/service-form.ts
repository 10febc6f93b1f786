import type { PlanPackagesData } from './service-data.js'

/** What the form of a new service holds, as typed. */
export interface ServiceForm {
  customerId: string
  planId: string
  number: string
  dueDay: string
  priceCents: string
  externalId: string
  activate: 'true' | 'false'
  consentChannel: string
  /** Optional packages that the customer does not take. */
  left: readonly number[]
}

export const EMPTY_SERVICE: ServiceForm = {
  ...{ customerId: '', planId: '', number: '', dueDay: '', priceCents: '', externalId: '' },
  ...{ activate: 'false', consentChannel: '', left: [] },
}

/** Ids of the packages that the new service gets: all that the plan proposes but the optional ones left out. */
export const takenIds = (packages: PlanPackagesData['packages'], left: readonly number[]): number[] =>
  packages.filter(({ packageId, mandatory }) => mandatory || !left.includes(packageId)).map((item) => item.packageId)

/** The form as it is posted; each proposed package says whether it is taken, so that "none" can be said. */
export const toPayload = (form: ServiceForm, packages: PlanPackagesData['packages']): Record<string, string> => {
  const { left, ...fields } = form
  const taken = takenIds(packages, left)
  const rows = packages.flatMap(({ packageId }, index) => [
    [`packageIds.${index}.packageId`, String(packageId)],
    [`packageIds.${index}.taken`, String(taken.includes(packageId))],
  ])
  return { ...fields, ...Object.fromEntries(rows) }
}
