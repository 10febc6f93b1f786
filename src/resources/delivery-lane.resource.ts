import type { ResourceWithOptions } from 'adminjs'
import { DeliveryLane } from '../entities/delivery-lane.js'
import { ptBR } from '../locale/pt-BR.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

const words = ptBR.resources.DeliveryLane

const toShown = (lane: DeliveryLane) => ({
  title: `${words.singular} ${lane.id}`,
  waiting: lane.lastSequence - lane.headSequence + 1,
  parkedReason: lane.parkedReason && (words.labels.parkedReason?.[lane.parkedReason] ?? lane.parkedReason),
})

/** The queues of platform accounts, for those who come by a reference. */
export const deliveryLaneResource = ({ dataSource }: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<DeliveryLane>({
    dataSource,
    entity: DeliveryLane,
    id: 'DeliveryLane',
    references: { integrationId: 'Integration', accountId: 'PlatformAccount' },
    virtual: [
      { path: 'title', type: 'string' },
      { path: 'waiting', type: 'number' },
    ],
    load: async (_tx, rows) => new Map(rows.map((row) => [row.id, toShown(row)])),
  }),
  options: {
    navigation: false,
    listProperties: ['title', 'integrationId', 'accountId', 'waiting', 'parkedAt', 'parkedReason'],
    filterProperties: ['integrationId', 'parkedAt'],
    showProperties: [
      ...['integrationId', 'accountId', 'headSequence', 'lastSequence', 'waiting', 'attempts', 'readyAt'],
      ...['parkedAt', 'parkedReason', 'requestedBy'],
    ],
    properties: {
      title: { isTitle: true },
      readyAt: { components: shownAs.date },
      parkedAt: { components: shownAs.date },
    },
    actions: readOnlyActions,
  },
})
