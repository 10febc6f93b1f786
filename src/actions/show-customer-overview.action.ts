import type { AccountData } from '../components/services/service-data.js'
import { readToday } from '../domain/clock.js'
import { loadRecord } from '../domain/load-record.js'
import { maskExternalId, maskLogin } from '../domain/mask.js'
import { Customer } from '../entities/customer.js'
import { can } from '../panel/can.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord } from '../panel/record-action.js'
import { readEvents } from './read-events.js'
import { readServices } from './read-services.js'
import { readSubscriptions } from './read-subscriptions.js'

const TIMELINE_LENGTH = 50

const toMask = (account: AccountData): AccountData => ({
  ...account,
  login: account.login && maskLogin(account.login),
  externalId: account.externalId && maskExternalId(account.externalId),
})

const ACCOUNTS = `
  select a.id, i.description as integration, a.external_id as "externalId", a.login,
    a.last_confirmed_at as "lastConfirmedAt", coalesce(l.last_sequence - l.head_sequence + 1, 0) as waiting,
    coalesce(l.parked_at is not null, false) as parked,
    i.active and 'content.account.credentials_reset' = any(i.event_types)
      and exists (select from content_platforms.package_subscription s
                  where s.recorded_account_id = a.id and s.recorded_state in ('active', 'suspended')) as "mayReset"
  from content_platforms.platform_account a
  join content_platforms.integration i on i.id = a.integration_id
  left join content_platforms.delivery_lane l on l.account_id = a.id
  where a.customer_id = $1 order by i.description, a.id`

/** BR-95: a customer's services and packages, his users on platforms, and what was or is to be delivered to them. */
export const showCustomerOverview = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  handler: readRecord(dataSource, async (customerId, _query, { tx, actor }) => {
    const today = await readToday(tx, domain.timeZone)
    const services = await readServices(tx, { customerId })
    const subscriptions = await readSubscriptions(tx, { customerId, today })
    const accounts: AccountData[] = await tx.query(ACCOUNTS, [customerId])
    const events = await readEvents(tx, { customerId, limit: TIMELINE_LENGTH })
    const { anonymizationRequestedAt, anonymizedAt } = await loadRecord(tx, Customer, customerId)
    const mayReset = can(actor.role, 'PlatformAccount', 'resetCredentials')
    const isLive = !anonymizationRequestedAt && !anonymizedAt
    return {
      ...{
        services,
        subscriptions,
        accounts: accounts.map((account) => ({ ...toMask(account), mayReset: account.mayReset && mayReset })),
        events,
      },
      ...{ requestedAt: anonymizationRequestedAt, anonymizedAt },
      mayAddService: isLive && can(actor.role, 'CustomerService', 'new'),
      mayReveal: !anonymizedAt && can(actor.role, 'Customer', 'revealPersonalData'),
    }
  }),
})
