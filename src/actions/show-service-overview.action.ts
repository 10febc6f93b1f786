import { readToday } from '../domain/clock.js'
import { meansTheSame } from '../domain/services/change-status.js'
import { ServiceStatus } from '../entities/service-status.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord } from '../panel/record-action.js'
import { readDiscounts } from './read-discounts.js'
import { readEvents } from './read-events.js'
import { readServices } from './read-services.js'
import { readSubscriptions } from './read-subscriptions.js'
import { suspendKindsOf } from './suspend-kinds.js'

const TIMELINE_LENGTH = 50

/** A service's packages, open blocks and deliveries. */
export const showServiceOverview = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  handler: readRecord(dataSource, async (serviceId, _query, { tx, actor }) => {
    const [service] = await readServices(tx, { serviceId })
    if (!service) throw new DomainError('NOT_FOUND', { id: serviceId })
    const today = await readToday(tx, domain.timeZone)
    const subscriptions = await readSubscriptions(tx, { serviceId, today })
    const events = await readEvents(tx, { serviceId, limit: TIMELINE_LENGTH })
    const { trustUnlock } = domain
    const discounts = await readDiscounts(tx, { subscriptionIds: subscriptions.map(({ id }) => id), today })
    const statuses = await tx.getRepository(ServiceStatus).find({ order: { label: 'ASC' } })
    const shown = statuses.find(({ code }) => code === service.statusCode)
    const otherStatuses = statuses
      .filter((other) => shown && other.id !== shown.id && meansTheSame(shown, other))
      .map(({ id, label }) => ({ id, label }))
    const suspendKinds = suspendKindsOf(actor.role)
    return { service, subscriptions, events, ...discounts, trustUnlock, suspendKinds, otherStatuses }
  }),
})
