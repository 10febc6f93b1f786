import type { EntityManager } from 'typeorm'
import type { Customer } from '../../entities/customer.js'
import { createScrubber } from './personal-words.js'

type Scrub = <T>(item: T) => T

interface AuditText {
  id: string
  reason: string | null
  before: object | null
  after: object | null
}

// What is written of a customer hangs on his own row, his services, packages and blocks, his users and their events.
const AUDIT_OF_CUSTOMER = `
  with services as (select id from content_platforms.customer_service where customer_id = $1),
  subscriptions as (select id from content_platforms.package_subscription where service_id in (select id from services)),
  accounts as (select id from content_platforms.platform_account where customer_id = $1),
  events as (select e.id from content_platforms.webhook_event e
    join content_platforms.delivery_lane l on l.id = e.lane_id where l.account_id in (select id from accounts))
  select a.id, a.reason, a.before, a.after from content_platforms.audit_entry a
  join (select 'customer' as resource, $1::text as id
    union all select 'customer_service', id::text from services
    union all select 'package_subscription', id::text from subscriptions
    union all select 'platform_account', id::text from accounts
    union all select 'service_block', id::text from content_platforms.service_block
      where service_id in (select id from services)
    union all select 'webhook_event', id::text from events) his on his.resource = a.resource and his.id = a.record_id
  where a.reason is not null or a.before is not null or a.after is not null`

const scrubAudit = async (
  tx: EntityManager,
  customerId: number,
  { scrubText, scrubState }: { scrubText: Scrub; scrubState: Scrub },
): Promise<void> => {
  const entries: AuditText[] = await tx.query(AUDIT_OF_CUSTOMER, [customerId])
  const changed = entries
    .map((entry) => {
      const { id, reason, before, after } = entry
      return { entry, clean: { id, reason: scrubText(reason), before: scrubState(before), after: scrubState(after) } }
    })
    .filter(({ entry, clean }) => JSON.stringify(entry) !== JSON.stringify(clean))
    .map(({ clean }) => clean)
  // Only words are taken out of an entry; that, when and by whom something was done stays.
  await tx.query(
    `update content_platforms.audit_entry a set reason = u.reason, before = u.before::jsonb, after = u.after::jsonb
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) as u (id, reason, before, after) where a.id = u.id`,
    [
      changed.map(({ id }) => id),
      changed.map(({ reason }) => reason),
      changed.map(({ before }) => before && JSON.stringify(before)),
      changed.map(({ after }) => after && JSON.stringify(after)),
    ],
  )
}

const scrubColumn = async (
  tx: EntityManager,
  { select, update, customerId, scrub }: { select: string; update: string; customerId: number; scrub: Scrub },
): Promise<void> => {
  const rows: { id: number; text: string }[] = await tx.query(select, [customerId])
  const changed = rows.map((row) => ({ ...row, clean: scrub(row.text) })).filter(({ text, clean }) => text !== clean)
  await tx.query(update, [changed.map(({ id }) => id), changed.map(({ clean }) => clean)])
}

/** Takes a customer's name, document, contacts and logins out of all that people wrote about him, and out of the audit. */
export const scrubTexts = async (tx: EntityManager, customer: Customer): Promise<void> => {
  const customerId = customer.id
  const accounts: { login: string | null; externalId: string | null }[] = await tx.query(
    `select login, external_id as "externalId" from content_platforms.platform_account where customer_id = $1`,
    [customerId],
  )
  const { name, document, email, phone, externalId } = customer
  const values = [name, document, email, phone, ...accounts.map(({ login }) => login)]
  const ids = [externalId, ...accounts.map((account) => account.externalId)]
  // What people wrote names him by his first name alone; in recorded values such a word, or an id, may mean anything.
  const scrubText = createScrubber([...values, ...ids, ...name.split(/\s+/)])
  await scrubAudit(tx, customerId, { scrubText, scrubState: createScrubber(values) })
  await scrubColumn(tx, {
    ...{ customerId, scrub: scrubText },
    select: `select id, cancel_reason as text from content_platforms.customer_service
      where customer_id = $1 and cancel_reason is not null`,
    update: `update content_platforms.customer_service s set cancel_reason = u.text
      from unnest($1::int[], $2::text[]) as u (id, text) where s.id = u.id`,
  })
  await scrubColumn(tx, {
    ...{ customerId, scrub: scrubText },
    select: `select d.id, d.description as text from content_platforms.subscription_discount d
      join content_platforms.package_subscription s on s.id = d.subscription_id
      join content_platforms.customer_service sv on sv.id = s.service_id where sv.customer_id = $1`,
    update: `update content_platforms.subscription_discount d set description = u.text
      from unnest($1::int[], $2::text[]) as u (id, text) where d.id = u.id`,
  })
  await scrubColumn(tx, {
    ...{ customerId, scrub: scrubText },
    select: `select b.id, b.reason as text from content_platforms.service_block b
      join content_platforms.customer_service sv on sv.id = b.service_id
      where sv.customer_id = $1 and b.reason is not null`,
    update: `update content_platforms.service_block b set reason = u.text
      from unnest($1::int[], $2::text[]) as u (id, text) where b.id = u.id`,
  })
}
