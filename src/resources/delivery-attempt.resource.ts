import type { ResourceWithOptions } from 'adminjs'
import { ATTEMPT_OUTCOMES, DeliveryAttempt } from '../entities/delivery-attempt.js'
import { ptBR } from '../locale/pt-BR.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

const words = ptBR.resources.DeliveryAttempt

/** Each request that was made, as it was made: read-only, bodies as plain text with personal data hidden. */
export const deliveryAttemptResource = ({ dataSource }: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<DeliveryAttempt>({
    dataSource,
    entity: DeliveryAttempt,
    id: 'DeliveryAttempt',
    references: { eventId: 'WebhookEvent', integrationId: 'Integration' },
    choices: { outcome: ATTEMPT_OUTCOMES },
    virtual: [{ path: 'title', type: 'string' }],
    load: async (_tx, rows) =>
      new Map(rows.map((row) => [row.id, { title: `${words.properties.number} ${row.number}` }])),
  }),
  options: {
    navigation: MENU.DeliveryAttempt,
    listProperties: [
      ...['eventId', 'integrationId', 'number', 'startedAt', 'durationMs', 'outcome', 'status', 'message'],
    ],
    filterProperties: ['integrationId', 'outcome', 'status', 'startedAt'],
    showProperties: [
      ...['eventId', 'integrationId', 'number', 'startedAt', 'durationMs', 'outcome', 'status', 'errorClass'],
      ...['message', 'requestedBy', 'requestSha256', 'bodiesPurgedAt', 'requestMasked', 'responseMasked'],
    ],
    sort: { sortBy: 'startedAt', direction: 'desc' },
    properties: {
      title: { isTitle: true },
      eventId: { components: shownAs.reference },
      integrationId: { components: shownAs.reference },
      startedAt: { components: shownAs.date },
      durationMs: { components: shownAs.duration },
      number: { components: shownAs.number },
      status: { components: shownAs.number },
      outcome: { components: shownAs.status },
      errorClass: { components: shownAs.choice },
      requestSha256: { custom: { wide: true }, isVisible: { show: true, list: false, edit: false, filter: false } },
      bodiesPurgedAt: { components: shownAs.date, custom: { hideEmpty: true } },
      requestMasked: { components: shownAs.plain, custom: { wide: true } },
      responseMasked: { components: shownAs.plain, custom: { wide: true } },
    },
    actions: readOnlyActions,
  },
})
