import type { ResourceWithOptions } from 'adminjs'
import type { EntityManager } from 'typeorm'
import { eventConditions, SHOWN_SITUATIONS } from '../actions/event-conditions.js'
import { findFailedHeads } from '../actions/find-failed-heads.action.js'
import { listParkedLanes } from '../actions/list-parked-lanes.action.js'
import { readEvents } from '../actions/read-events.js'
import { redeliverAllAction } from '../actions/redeliver-all.action.js'
import { redeliverEventAction } from '../actions/redeliver-event.action.js'
import { showEventTimeline } from '../actions/show-event-timeline.action.js'
import { skipAndResendAction } from '../actions/skip-and-resend.action.js'
import { skipEventAction } from '../actions/skip-event.action.js'
import { WebhookEvent } from '../entities/webhook-event.js'
import { ptBR } from '../locale/pt-BR.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

const TYPES = ptBR.resources.WebhookEvent.labels.type

const loadEvents = async (tx: EntityManager, rows: readonly WebhookEvent[]) => {
  const events = await readEvents(tx, { ids: rows.map(({ id }) => id), limit: rows.length })
  return new Map(
    events.map(({ id, type, customer, customerId, serviceId, situation, attempts }) => {
      const name = TYPES?.[type] ?? type
      return [id, { title: customer ? `${name} · ${customer}` : name, customerId, serviceId, situation, attempts }]
    }),
  )
}

/** What platforms must learn: newest first, by platform, situation and type. */
export const webhookEventResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<WebhookEvent>({
    dataSource: context.dataSource,
    entity: WebhookEvent,
    id: 'WebhookEvent',
    references: { integrationId: 'Integration', laneId: 'DeliveryLane', subscriptionId: 'PackageSubscription' },
    choices: { type: Object.keys(TYPES ?? {}) },
    virtual: [
      { path: 'title', type: 'string' },
      { path: 'customerId', type: 'reference', reference: 'Customer', where: eventConditions.customer },
      { path: 'serviceId', type: 'reference', reference: 'CustomerService', where: eventConditions.service },
      {
        path: 'situation',
        type: 'string',
        availableValues: SHOWN_SITUATIONS,
        where: eventConditions.situation,
      },
      { path: 'attempts', type: 'number' },
    ],
    load: loadEvents,
  }),
  options: {
    navigation: MENU.WebhookEvent,
    listProperties: ['type', 'customerId', 'serviceId', 'integrationId', 'sequence', 'situation', 'occurredAt'],
    filterProperties: ['integrationId', 'situation', 'type', 'customerId', 'serviceId', 'occurredAt'],
    showProperties: [
      ...['type', 'situation', 'customerId', 'serviceId', 'subscriptionId', 'integrationId', 'sequence'],
      ...['occurredAt', 'settledAt', 'id'],
    ],
    sort: { sortBy: 'occurredAt', direction: 'desc' },
    properties: {
      title: { isTitle: true },
      type: { components: shownAs.choice },
      customerId: { components: shownAs.reference },
      serviceId: { components: shownAs.reference },
      integrationId: { components: shownAs.reference },
      sequence: { components: shownAs.number },
      situation: { components: shownAs.status },
      occurredAt: { components: shownAs.date },
      settledAt: { components: shownAs.date },
    },
    actions: {
      ...readOnlyActions,
      show: {
        custom: {
          tabs: [
            {
              id: 'general',
              properties: [
                ...['type', 'situation', 'customerId', 'serviceId', 'subscriptionId', 'integrationId', 'sequence'],
                ...['occurredAt', 'settledAt', 'id'],
              ],
              component: 'CpEventTimeline',
            },
          ],
        },
      },
      redeliver: redeliverEventAction(context),
      redeliverAll: redeliverAllAction(context),
      skip: skipEventAction(context),
      skipAndResend: skipAndResendAction(context),
      showTimeline: showEventTimeline(context),
      listParkedLanes: listParkedLanes(context),
      findFailedHeads: findFailedHeads(context),
    },
  },
})
