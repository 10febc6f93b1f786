import type { ResourceWithOptions } from 'adminjs'
import type { EntityManager } from 'typeorm'
import { readAlerts } from '../actions/read-alerts.js'
import { readEvents } from '../actions/read-events.js'
import type { AlertEventData } from '../components/alerts/alert-data.js'
import { ALERT_KINDS, Alert } from '../entities/alert.js'
import { ptBR } from '../locale/pt-BR.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

const SHOWN = ['kind', 'situation', 'since', 'raisedAt', 'endedAt', 'toldAt', 'toldEndAt']
const SITUATIONS: Readonly<Record<string, string>> = { open: 'row.endedAt is null', over: 'row.endedAt is not null' }
const { labels } = ptBR.resources.Alert
const TYPES = ptBR.resources.WebhookEvent.labels.type

const loadExamples = async (tx: EntityManager, rows: readonly Alert[]): Promise<Map<string, AlertEventData>> => {
  const ids = rows.flatMap(({ examples }) => examples.flatMap(({ eventId }) => eventId ?? []))
  const events = ids.length === 0 ? [] : await readEvents(tx, { ids, limit: ids.length })
  return new Map(
    events.map(({ id, type, customer }) => {
      const name = TYPES?.[type] ?? type
      return [id, { id, title: customer ? `${name} · ${customer}` : name }]
    }),
  )
}

const loadAlerts = async (tx: EntityManager, rows: readonly Alert[]) => {
  const events = await loadExamples(tx, rows)
  const alerts = await readAlerts(tx, { ids: rows.map(({ id }) => id), limit: rows.length })
  const examplesOf = new Map(rows.map(({ id, examples }) => [id, examples]))
  return new Map(
    alerts.map((alert) => {
      const found = (examplesOf.get(alert.id) ?? []).flatMap(({ eventId = '' }) => events.get(eventId) ?? [])
      return [
        alert.id,
        {
          title: alert.platform ? `${labels.kind[alert.kind]} · ${alert.platform}` : labels.kind[alert.kind],
          what: JSON.stringify(alert),
          situation: alert.isOver ? 'over' : 'open',
          events: JSON.stringify(found),
        },
      ]
    }),
  )
}

/** *Alertas*: what needs a person, and what did; each ends by itself when its cause is gone. */
export const alertResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<Alert>({
    dataSource: context.dataSource,
    entity: Alert,
    id: 'Alert',
    references: { integrationId: 'Integration' },
    choices: { kind: ALERT_KINDS },
    virtual: [
      { path: 'title', type: 'string' },
      { path: 'what', type: 'string' },
      {
        path: 'situation',
        type: 'string',
        availableValues: Object.keys(SITUATIONS),
        where: (value) => ({ sql: SITUATIONS[value] ?? 'false', parameters: {} }),
      },
      { path: 'events', type: 'string' },
    ],
    load: loadAlerts,
  }),
  options: {
    navigation: MENU.Alert,
    titleProperty: 'title',
    sort: { sortBy: 'raisedAt', direction: 'desc' },
    listProperties: ['kind', 'what', 'situation', 'since'],
    filterProperties: ['kind', 'situation', 'integrationId', 'raisedAt'],
    // The last two for the page's component alone.
    showProperties: [...SHOWN, 'what', 'events'],
    properties: {
      title: { isTitle: true },
      kind: { components: shownAs.choice },
      what: { components: { list: 'CpAlertWhat' } },
      situation: { components: shownAs.status, custom: { tones: { open: 'negative', over: 'positive' } } },
      integrationId: { components: shownAs.reference },
      since: { components: shownAs.date },
      raisedAt: { components: shownAs.date },
      endedAt: { components: shownAs.date, custom: { hideEmpty: true } },
      toldAt: { components: shownAs.date, custom: { hideEmpty: true } },
      toldEndAt: { components: shownAs.date, custom: { hideEmpty: true } },
    },
    actions: {
      ...readOnlyActions,
      show: { custom: { tabs: [{ id: 'general', properties: SHOWN, component: 'CpAlertPage' }] } },
    },
  },
})
