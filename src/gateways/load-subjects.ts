import type { DataSource } from 'typeorm'
import { createStatement } from '../database/statement.js'
import type { BodySubject } from '../events/standard-body.js'
import type { ClaimedEvent } from '../webhooks/delivery-contract.js'
import { distinctSubjects } from './subject-ids.js'

/** Whether an event is about a customer's user on the platform; a ping is about nobody. */
export const namesAccount = ({ data }: ClaimedEvent): boolean => data.accountId !== undefined

// Columns and no JSON: building and parsing that took most of what the whole statement costs.
const SUBJECTS = createStatement<SubjectRow>(`
  select e.place::int, s.continues_id is not null as "isMigrated",
    s.id as "subscriptionId", s.price_cents as "priceCents", case
      when e.is_new then null
      else coalesce(own.external_id, case when s.recorded_account_id is null then (
        -- Left behind by a migration, it is known by what goes on with it.
        with recursive heirs as (
          select s.id
          union all
          select next.id from heirs join content_platforms.package_subscription next on next.continues_id = heirs.id
        )
        select c.external_id from heirs
        join content_platforms.subscription_confirmation c on c.subscription_id = heirs.id and c.account_id = e.account_id
        limit 1
      ) end, e.external_id)
    end as "subscriptionExternalId",
    p.id as "packageId", p.code as "packageCode", p.name as "packageName",
    pr.id as "productId", pr.external_id as "productExternalId", pr.code as "productCode", pr.name as "productName",
    a.id as "accountId", a.external_id as "accountExternalId", a.login,
    sv.id as "serviceId", sv.number, sv.previous_service_id as "previousServiceId",
    coalesce(st.label, e.service_status) as "statusLabel",
    c.id as "customerId", c.code as "customerCode", c.name as "customerName", c.email, c.phone,
    c.person_type as "personType", c.document, c.external_id as "customerExternalId"
  from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::text[], $8::text[], $9::boolean[])
    with ordinality as e(subscription_id, package_id, product_id, account_id, service_id, customer_id, service_status,
      external_id, is_new, place)
  join content_platforms.platform_account a on a.id = e.account_id
  join content_platforms.customer c on c.id = e.customer_id
  left join content_platforms.package_subscription s on s.id = e.subscription_id
  left join content_platforms.subscription_confirmation own
    on own.subscription_id = s.id and own.account_id = e.account_id
  left join content_platforms.content_package p on p.id = e.package_id
  left join content_platforms.product pr on pr.id = e.product_id
  left join content_platforms.customer_service sv on sv.id = e.service_id
  left join content_platforms.service_status st on st.code = e.service_status
  where e.package_id is null or (p.id is not null and pr.id is not null and sv.id is not null)`)

interface SubjectRow {
  /** From 1. */
  place: number
  isMigrated: boolean
  subscriptionId: number | null
  priceCents: number
  subscriptionExternalId: string | null
  packageId: number | null
  packageCode: string
  packageName: string
  productId: number | null
  productExternalId: string
  productCode: string
  productName: string
  accountId: number
  accountExternalId: string | null
  login: string | null
  serviceId: number | null
  number: string
  previousServiceId: number | null
  statusLabel: string
  customerId: number
  customerCode: string
  customerName: string
  email: string | null
  phone: string | null
  personType: string
  document: string | null
  customerExternalId: string | null
}

const packageOf = (row: SubjectRow): BodySubject['package'] =>
  row.packageId === null ? null : { id: row.packageId, code: row.packageCode, name: row.packageName }

const productOf = (row: SubjectRow): BodySubject['product'] =>
  row.productId === null
    ? null
    : { id: row.productId, externalId: row.productExternalId, code: row.productCode, name: row.productName }

const serviceOf = (row: SubjectRow): BodySubject['service'] =>
  row.serviceId === null
    ? null
    : { id: row.serviceId, number: row.number, previousId: row.previousServiceId, statusLabel: row.statusLabel }

const accountOf = (row: SubjectRow): BodySubject['account'] => ({
  id: row.accountId,
  externalId: row.accountExternalId,
  login: row.login,
})

const customerOf = (row: SubjectRow): BodySubject['customer'] => ({
  id: row.customerId,
  code: row.customerCode,
  name: row.customerName,
  email: row.email,
  phone: row.phone,
  personType: row.personType,
  document: row.document,
  externalId: row.customerExternalId,
})

/** One object for all rows that tell of one thing: what a thousand events wait with is copied by each collection of garbage. */
const shared = <V>(make: (row: SubjectRow) => V) => {
  const made = new Map<number | string | null, V>()
  return (key: number | string | null, row: SubjectRow): V => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(row)
    made.set(key, value)
    return value
  }
}

const createReadSubject = () => {
  const [readPackage, readProduct, readService] = [shared(packageOf), shared(productOf), shared(serviceOf)]
  const [readAccount, readCustomer] = [shared(accountOf), shared(customerOf)]
  return (row: SubjectRow): BodySubject => ({
    subscription:
      row.subscriptionId === null ? null : { priceCents: row.priceCents, externalId: row.subscriptionExternalId },
    package: readPackage(row.packageId, row),
    product: readProduct(row.productId, row),
    account: readAccount(row.accountId, row),
    // Its status is the one of the event.
    service: readService(`${row.serviceId} ${row.statusLabel}`, row),
    customer: readCustomer(row.customerId, row),
  })
}

export interface LoadedSubjects {
  byEvent: ReadonlyMap<string, BodySubject>
  /** Whether a subscription among them goes on with another one. */
  someMigrated: boolean
}

/**
 * Reads what the events' ids stand for as of now, in one statement. Left out are events without ids, and those of which
 * something they name is gone. Events that name the same have one subject.
 */
export const loadSubjects = async (
  dataSource: DataSource,
  events: readonly ClaimedEvent[],
): Promise<LoadedSubjects> => {
  const about = events.filter(namesAccount)
  if (about.length === 0) return { byEvent: new Map(), someMigrated: false }
  const { asked, placeOf } = distinctSubjects(about)
  const rows = await SUBJECTS.run(dataSource, [
    asked.map((ids) => ids.subscriptionId),
    asked.map((ids) => ids.packageId),
    asked.map((ids) => ids.productId),
    asked.map((ids) => ids.accountId),
    asked.map((ids) => ids.serviceId),
    asked.map((ids) => ids.customerId),
    asked.map((ids) => ids.serviceStatus),
    asked.map((ids) => ids.externalId),
    asked.map((ids) => ids.isNew),
  ])
  const readSubject = createReadSubject()
  const byPlace = new Map(rows.map((row) => [row.place - 1, readSubject(row)]))
  const byEvent = new Map<string, BodySubject>()
  for (const [eventId, place] of placeOf) {
    const subject = byPlace.get(place)
    if (subject) byEvent.set(eventId, subject)
  }
  return { byEvent, someMigrated: rows.some(({ isMigrated }) => isMigrated) }
}
