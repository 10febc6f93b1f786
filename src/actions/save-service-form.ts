import type { EntityManager } from 'typeorm'
import type { DomainContext } from '../domain/context.js'
import { addService } from '../domain/services/add-service.js'
import { saveService } from '../domain/services/save-service.js'
import type { ConsentChannel } from '../entities/package-subscription.js'
import type { SaveRequest } from '../panel/panel-resource.js'

interface ServiceForm {
  customerId: number
  planId: number
  number: string | null
  dueDay: number
  priceCents: number | null
  externalId: string | null
  doNotSuspendUntil: string | null
  activate: boolean
  packageIds: readonly { packageId?: number; taken?: boolean }[]
  consentChannel: ConsentChannel
}

/** The ticked packages; undefined when the form says nothing of packages, which means all of the plan's. */
const takenPackages = (rows: ServiceForm['packageIds'] | undefined): number[] | undefined =>
  rows?.flatMap(({ packageId, taken }) => (packageId !== undefined && taken === true ? [packageId] : []))

/** What saving the form of a service does: adds one with its plan's packages, or changes what may be typed. */
export const saveServiceForm =
  (domain: DomainContext) =>
  (tx: EntityManager, { id, version, values, actor }: SaveRequest): Promise<{ id: number }> => {
    const form = values as Partial<ServiceForm>
    if (id !== undefined) {
      const { number, dueDay, priceCents, externalId, doNotSuspendUntil } = form
      const given = { number, dueDay, priceCents, externalId, doNotSuspendUntil }
      const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      return saveService(tx, { id, ...(version === undefined ? {} : { version }), values: changed, actor }, domain)
    }
    const { packageIds, activate = false, ...rest } = form
    // What is missing is refused at its field by the use case.
    const input = { ...(rest as ServiceForm), activate, packageIds: takenPackages(packageIds) ?? null, actor }
    return addService(tx, input, domain)
  }
