/** What belongs to a resource's history: the table under which it is audited, and whose entries else. */
export interface HistoryScope {
  table: string
  /** SQL of further pairs `resource, id` whose entries are shown too; `$1` is the record's id as text. */
  also?: string
}

const SERVICES = 'select id from content_platforms.customer_service where customer_id = $1::int'

const partsOf = (services: string): string => `
  select 'package_subscription' as resource, s.id::text as id from content_platforms.package_subscription s
    where s.service_id in (${services})
  union all select 'service_block', b.id::text from content_platforms.service_block b where b.service_id in (${services})
  union all select 'webhook_event', e.id::text from content_platforms.webhook_event e
    join content_platforms.package_subscription s on s.id = e.subscription_id where s.service_id in (${services})`

/** Every resource with a history on its records' own pages (BR-106), by its id. */
export const HISTORY_SCOPES: Readonly<Record<string, HistoryScope>> = {
  BulkJob: { table: 'bulk_job' },
  ContentPackage: { table: 'content_package' },
  Customer: {
    table: 'customer',
    also: `select 'customer_service' as resource, id::text as id from (${SERVICES}) services
      union all select 'platform_account', a.id::text from content_platforms.platform_account a
        where a.customer_id = $1::int
      union all ${partsOf(SERVICES)}`,
  },
  CustomerService: { table: 'customer_service', also: partsOf('$1::int') },
  Integration: { table: 'integration' },
  MassBrake: { table: 'mass_brake' },
  PackageSubscription: {
    table: 'package_subscription',
    also: `select 'webhook_event' as resource, e.id::text as id from content_platforms.webhook_event e
      where e.subscription_id = $1::int`,
  },
  PanelUser: { table: 'panel_user' },
  Plan: { table: 'plan' },
  Product: { table: 'product' },
  ServiceStatus: { table: 'service_status' },
  WebhookEvent: { table: 'webhook_event' },
}

/** The panel's resource of each audited table. */
export const RESOURCE_OF_TABLE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(HISTORY_SCOPES).map(([id, { table }]) => [table, id])),
  platform_account: 'PlatformAccount',
  service_block: 'ServiceBlock',
}
