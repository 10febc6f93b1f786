import type { DataSource } from 'typeorm'
import type { BodySubject } from '../events/standard-body.js'
import type { ClaimedEvent } from '../webhooks/delivery-contract.js'

interface SubjectColumns {
  id: string
  package: BodySubject['package'] | null
  product: BodySubject['product']
  account: BodySubject['account']
  service: BodySubject['service']
  customer: BodySubject['customer']
}

const column = (events: readonly ClaimedEvent[], key: string): number[] =>
  events.map((event) => Number(event.data[key]))

/** Reads what the events' ids stand for as of now, in one statement, by event id. Events without ids are left out. */
export const loadSubjects = async (
  dataSource: DataSource,
  events: readonly ClaimedEvent[],
): Promise<ReadonlyMap<string, BodySubject>> => {
  const about = events.filter((event) => event.data.subscriptionId !== undefined)
  if (about.length === 0) return new Map()
  const rows: SubjectColumns[] = await dataSource.query(
    `select e.id,
       json_build_object('id', p.id, 'code', p.code, 'name', p.name) as package,
       json_build_object('id', pr.id, 'externalId', pr.external_id, 'code', pr.code, 'name', pr.name) as product,
       json_build_object('id', a.id, 'externalId', a.external_id, 'login', a.login) as account,
       json_build_object('id', sv.id, 'number', sv.number, 'previousId', sv.previous_service_id) as service,
       json_build_object('id', c.id, 'code', c.code, 'name', c.name, 'email', c.email, 'phone', c.phone,
         'personType', c.person_type, 'document', c.document, 'externalId', c.external_id) as customer
     from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[])
       as e(id, package_id, product_id, account_id, service_id, customer_id)
     join content_platforms.content_package p on p.id = e.package_id
     join content_platforms.product pr on pr.id = e.product_id
     join content_platforms.platform_account a on a.id = e.account_id
     join content_platforms.customer_service sv on sv.id = e.service_id
     join content_platforms.customer c on c.id = e.customer_id`,
    [
      about.map((event) => event.id),
      column(about, 'packageId'),
      column(about, 'productId'),
      column(about, 'accountId'),
      column(about, 'serviceId'),
      column(about, 'customerId'),
    ],
  )
  return new Map(
    rows.flatMap(({ id, package: item, ...rest }) => (item ? [[id, { ...rest, package: item }] as const] : [])),
  )
}
