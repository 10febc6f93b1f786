import type { DataSource } from 'typeorm'
import type { BodySubject } from '../events/standard-body.js'
import type { ClaimedEvent } from '../webhooks/delivery-contract.js'

const column = (events: readonly ClaimedEvent[], key: string): (number | null)[] =>
  events.map(({ data }) => (data[key] === undefined ? null : Number(data[key])))

const textColumn = (events: readonly ClaimedEvent[], key: string): (string | null)[] =>
  events.map(({ data }) => (typeof data[key] === 'string' ? data[key] : null))

/** Whether an event is about a customer's user on the platform; a ping is about nobody. */
export const namesAccount = ({ data }: ClaimedEvent): boolean => data.accountId !== undefined

/**
 * Reads what the events' ids stand for as of now, in one statement, by event id. Left out are events without ids, and
 * those of which something they name is gone.
 */
export const loadSubjects = async (
  dataSource: DataSource,
  events: readonly ClaimedEvent[],
): Promise<ReadonlyMap<string, BodySubject>> => {
  const about = events.filter(namesAccount)
  if (about.length === 0) return new Map()
  const rows: (BodySubject & { id: string })[] = await dataSource.query(
    `select e.id,
       case when s.id is not null then json_build_object('priceCents', s.price_cents, 'externalId', case
           when e.is_new then null else coalesce(own.external_id, heir.external_id, e.external_id) end) end as subscription,
       case when p.id is not null then json_build_object('id', p.id, 'code', p.code, 'name', p.name) end as package,
       case when pr.id is not null
         then json_build_object('id', pr.id, 'externalId', pr.external_id, 'code', pr.code, 'name', pr.name) end as product,
       json_build_object('id', a.id, 'externalId', a.external_id, 'login', a.login) as account,
       case when sv.id is not null
         then json_build_object('id', sv.id, 'number', sv.number, 'previousId', sv.previous_service_id,
           'statusLabel', coalesce(st.label, e.service_status)) end as service,
       json_build_object('id', c.id, 'code', c.code, 'name', c.name, 'email', c.email, 'phone', c.phone,
         'personType', c.person_type, 'document', c.document, 'externalId', c.external_id) as customer
     from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::text[],
         $9::text[], $10::boolean[])
       as e(id, subscription_id, package_id, product_id, account_id, service_id, customer_id, service_status,
         external_id, is_new)
     join content_platforms.platform_account a on a.id = e.account_id
     join content_platforms.customer c on c.id = e.customer_id
     left join content_platforms.package_subscription s on s.id = e.subscription_id
     left join content_platforms.subscription_confirmation own
       on own.subscription_id = s.id and own.account_id = e.account_id
     left join lateral (
       -- Left behind by a migration, it is known by what goes on with it.
       with recursive heirs as (
         select s.id where s.recorded_account_id is null
         union all
         select next.id from heirs join content_platforms.package_subscription next on next.continues_id = heirs.id
       )
       select c.external_id from heirs
       join content_platforms.subscription_confirmation c on c.subscription_id = heirs.id and c.account_id = e.account_id
       limit 1
     ) as heir on true
     left join content_platforms.content_package p on p.id = e.package_id
     left join content_platforms.product pr on pr.id = e.product_id
     left join content_platforms.customer_service sv on sv.id = e.service_id
     left join content_platforms.service_status st on st.code = e.service_status
     where e.package_id is null or (p.id is not null and pr.id is not null and sv.id is not null)`,
    [
      about.map((event) => event.id),
      // The row's own id: by the one in the data the platform may know its predecessor.
      about.map(({ subscriptionId, data }) => subscriptionId ?? data.subscriptionId ?? null),
      column(about, 'packageId'),
      column(about, 'productId'),
      column(about, 'accountId'),
      column(about, 'serviceId'),
      column(about, 'customerId'),
      textColumn(about, 'serviceStatus'),
      textColumn(about, 'externalId'),
      // Linked anew before its removal was acknowledged, it still has the id of before.
      about.map(({ type }) => type === 'content.subscription.created'),
    ],
  )
  return new Map(rows.map(({ id, ...subject }) => [id, subject]))
}
