import { PERSON_TYPES, type PersonType } from '../../entities/customer.js'
import { isDay } from '../day.js'
import type { FieldChecks } from '../field-checks.js'
import type { Binder } from './binder.js'

/** Which services a bulk job is about. Every criterion given must hold; of a list, one of its values. */
export interface BulkFilter {
  planIds?: readonly number[]
  statusIds?: readonly number[]
  /** Services that have this package linked. */
  linkedPackageId?: number | null
  /** Services with a package of this integration linked. */
  integrationId?: number | null
  personType?: PersonType | null
  /** First day of activation in the provider's time zone, `yyyy-mm-dd`. */
  activatedFrom?: string | null
  /** Last day of activation. */
  activatedTo?: string | null
  /** Numbers of services, as typed or pasted. */
  serviceNumbers?: readonly string[]
}

/** How many service numbers may be typed at once. */
const MAX_SERVICE_NUMBERS = 20_000
const MAX_IDS = 1_000
const KEYS: ReadonlySet<string> = new Set<keyof BulkFilter>([
  'planIds',
  'statusIds',
  'linkedPackageId',
  'integrationId',
  'personType',
  'activatedFrom',
  'activatedTo',
  'serviceNumbers',
])

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 2_147_483_647

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

const readNumbers = (numbers: readonly unknown[]): string[] => [
  ...new Set(numbers.map((number) => String(number).trim()).filter((number) => number !== '')),
]

/** The criteria that were given, checked and without blanks; issues are at `filter.<criterion>`. */
export const resolveFilter = (given: unknown, checks: FieldChecks): BulkFilter => {
  const filter = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>
  const resolved: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(filter)) {
    if (!KEYS.has(key)) checks.refuse(`filter.${key}`, 'unknownFilter')
    else if (isGiven(value)) resolved[key] = value
  }
  for (const key of ['planIds', 'statusIds'] as const) {
    const ids = resolved[key]
    if (ids !== undefined && !(Array.isArray(ids) && ids.length <= MAX_IDS && ids.every(isId)))
      checks.refuse(`filter.${key}`, 'invalidValue')
  }
  for (const key of ['linkedPackageId', 'integrationId'] as const) {
    if (resolved[key] !== undefined && !isId(resolved[key])) checks.refuse(`filter.${key}`, 'invalidValue')
  }
  for (const key of ['activatedFrom', 'activatedTo'] as const) {
    if (resolved[key] !== undefined && !isDay(String(resolved[key]))) checks.refuse(`filter.${key}`, 'invalidDate')
  }
  if (resolved.personType !== undefined) checks.choice('filter.personType', resolved.personType, PERSON_TYPES)
  if (resolved.serviceNumbers !== undefined) {
    const numbers = Array.isArray(resolved.serviceNumbers) ? readNumbers(resolved.serviceNumbers) : null
    if (!numbers) checks.refuse('filter.serviceNumbers', 'invalidValue')
    else if (numbers.length > MAX_SERVICE_NUMBERS)
      checks.refuse('filter.serviceNumbers', 'tooMany', { max: MAX_SERVICE_NUMBERS })
    else if (numbers.length > 0) resolved.serviceNumbers = numbers
    else delete resolved.serviceNumbers
  }
  return resolved
}

/**
 * The filter as SQL over a service `sv`, its customer `c` and its status `st`. Cancelled services are left out unless
 * they were asked for, by status or by number.
 */
export const filterConditions = (
  filter: BulkFilter,
  { bind, timeZone }: { bind: Binder; timeZone: string },
): string => {
  const all: string[] = []
  if (filter.planIds) all.push(`sv.plan_id = any(${bind(filter.planIds)}::int[])`)
  if (filter.statusIds) all.push(`sv.status_id = any(${bind(filter.statusIds)}::int[])`)
  if (filter.serviceNumbers) all.push(`sv.number = any(${bind(filter.serviceNumbers)}::text[])`)
  if (!filter.statusIds && !filter.serviceNumbers) all.push(`st.content_effect <> 'remove'`)
  if (filter.linkedPackageId != null) {
    all.push(`exists (select from content_platforms.package_subscription fs where fs.service_id = sv.id
      and fs.package_id = ${bind(filter.linkedPackageId)} and fs.removed_at is null)`)
  }
  if (filter.integrationId != null) {
    all.push(`exists (select from content_platforms.package_subscription fs
      join content_platforms.content_package fp on fp.id = fs.package_id
      join content_platforms.product fpr on fpr.id = fp.product_id
      where fs.service_id = sv.id and fs.removed_at is null and fpr.integration_id = ${bind(filter.integrationId)})`)
  }
  if (filter.personType) all.push(`c.person_type = ${bind(filter.personType)}`)
  const zone = filter.activatedFrom || filter.activatedTo ? bind(timeZone) : ''
  if (filter.activatedFrom)
    all.push(`sv.activated_at >= ${bind(filter.activatedFrom)}::date::timestamp at time zone ${zone}`)
  if (filter.activatedTo)
    all.push(`sv.activated_at < (${bind(filter.activatedTo)}::date + 1)::timestamp at time zone ${zone}`)
  return all.length > 0 ? all.join(' and ') : 'true'
}
