import { plainArray, textArray } from '../database/array-literal.js'
import type { Database } from '../database/database.js'
import { createStatement } from '../database/statement.js'
import type { BodySubject } from '../events/standard-body.js'
import type { ClaimedEvent } from '../webhooks/delivery-contract.js'
import { firstMentions, type SubjectIds, subjectIdsOf } from './subject-ids.js'

/** Whether an event is about a customer's user on the platform; a ping is about nobody. */
export const namesAccount = ({ data }: ClaimedEvent): boolean => data.accountId !== undefined

// Columns and no JSON: building and parsing that took most of what the whole statement costs. What several events name,
// as those of one lane do, is joined to the first of them alone.
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
    st.code as "statusCode", st.label as "statusLabel",
    c.id as "customerId", c.code as "customerCode", c.name as "customerName", c.email, c.phone,
    c.person_type as "personType", c.document, c.external_id as "customerExternalId"
  from unnest($1::int[], $2::int[], $3::text[], $4::boolean[],
      $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::text[])
    with ordinality as e(subscription_id, account_id, external_id, is_new,
      first_account_id, first_customer_id, first_package_id, first_product_id, first_service_id, first_status, place)
  left join content_platforms.package_subscription s on s.id = e.subscription_id
  left join content_platforms.subscription_confirmation own
    on own.subscription_id = s.id and own.account_id = e.account_id
  left join content_platforms.platform_account a on a.id = e.first_account_id
  left join content_platforms.customer c on c.id = e.first_customer_id
  left join content_platforms.content_package p on p.id = e.first_package_id
  left join content_platforms.product pr on pr.id = e.first_product_id
  left join content_platforms.customer_service sv on sv.id = e.first_service_id
  left join content_platforms.service_status st on st.code = e.first_status`)

/** One event's subscription, and what else it is the first to name. */
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
  accountId: number | null
  accountExternalId: string | null
  login: string | null
  serviceId: number | null
  number: string
  previousServiceId: number | null
  statusCode: string | null
  statusLabel: string
  customerId: number | null
  customerCode: string
  customerName: string
  email: string | null
  phone: string | null
  personType: string
  document: string | null
  customerExternalId: string | null
}

type Service = Omit<NonNullable<BodySubject['service']>, 'statusLabel'>

/** What the events name, by id, and each once: a thousand of them wait with it, and much of it is the same for all. */
class NamedThings {
  private readonly accounts = new Map<number | null, BodySubject['account']>()
  private readonly customers = new Map<number | null, BodySubject['customer']>()
  private readonly packages = new Map<number | null, BodySubject['package']>()
  private readonly products = new Map<number | null, BodySubject['product']>()
  private readonly services = new Map<number | null, Service>()
  private readonly labels = new Map<string | null, string>()

  add(row: SubjectRow): void {
    const { accountId, customerId, packageId, productId, serviceId, statusCode } = row
    if (accountId !== null) {
      this.accounts.set(accountId, { id: accountId, externalId: row.accountExternalId, login: row.login })
    }
    if (customerId !== null) this.customers.set(customerId, customerOf(row, customerId))
    if (packageId !== null) {
      this.packages.set(packageId, { id: packageId, code: row.packageCode, name: row.packageName })
    }
    if (productId !== null) {
      const { productExternalId: externalId, productCode: code, productName: name } = row
      this.products.set(productId, { id: productId, externalId, code, name })
    }
    if (serviceId !== null) {
      this.services.set(serviceId, { id: serviceId, number: row.number, previousId: row.previousServiceId })
    }
    if (statusCode !== null) this.labels.set(statusCode, row.statusLabel)
  }

  /** Undefined where something that the event names is gone. */
  subjectOf(
    ids: SubjectIds,
    { subscriptionId, priceCents, subscriptionExternalId }: SubjectRow,
  ): BodySubject | undefined {
    const account = this.accounts.get(ids.accountId)
    const customer = this.customers.get(ids.customerId)
    const known = { package: this.packages.get(ids.packageId), product: this.products.get(ids.productId) }
    const service = this.services.get(ids.serviceId)
    if (!account || !customer) return undefined
    if (ids.packageId !== null && !(known.package && known.product && service)) return undefined
    return {
      subscription: subscriptionId === null ? null : { priceCents, externalId: subscriptionExternalId },
      package: known.package ?? null,
      product: known.product ?? null,
      account,
      service: service
        ? { ...service, statusLabel: this.labels.get(ids.serviceStatus) ?? ids.serviceStatus ?? '' }
        : null,
      customer,
    }
  }
}

const customerOf = (row: SubjectRow, id: number): BodySubject['customer'] => ({
  id,
  code: row.customerCode,
  name: row.customerName,
  email: row.email,
  phone: row.phone,
  personType: row.personType,
  document: row.document,
  externalId: row.customerExternalId,
})

export interface LoadedSubjects {
  byEvent: ReadonlyMap<string, BodySubject>
  /** Whether a subscription among them goes on with another one. */
  someMigrated: boolean
}

/**
 * Reads what the events' ids stand for as of now, in one statement. Left out are events without ids, and those of which
 * something they name is gone. Events that name the same thing share it.
 */
export const loadSubjects = async (dataSource: Database, events: readonly ClaimedEvent[]): Promise<LoadedSubjects> => {
  const about = events.filter(namesAccount)
  const byEvent = new Map<string, BodySubject>()
  if (about.length === 0) return { byEvent, someMigrated: false }
  const asked = about.map(subjectIdsOf)
  const rows = await SUBJECTS.run(dataSource, [
    plainArray(asked.map((ids) => ids.subscriptionId)),
    plainArray(asked.map((ids) => ids.accountId)),
    textArray(asked.map((ids) => ids.externalId)),
    plainArray(asked.map((ids) => ids.isNew)),
    plainArray(firstMentions(asked.map((ids) => ids.accountId))),
    plainArray(firstMentions(asked.map((ids) => ids.customerId))),
    plainArray(firstMentions(asked.map((ids) => ids.packageId))),
    plainArray(firstMentions(asked.map((ids) => ids.productId))),
    plainArray(firstMentions(asked.map((ids) => ids.serviceId))),
    textArray(firstMentions(asked.map((ids) => ids.serviceStatus))),
  ])
  const things = new NamedThings()
  for (const row of rows) things.add(row)
  for (const row of rows) {
    const [event, ids] = [about[row.place - 1], asked[row.place - 1]]
    const subject = ids && things.subjectOf(ids, row)
    if (event && subject) byEvent.set(event.id, subject)
  }
  return { byEvent, someMigrated: rows.some(({ isMigrated }) => isMigrated) }
}
