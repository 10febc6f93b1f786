import type { ResourceWithOptions } from 'adminjs'
import { showChangesAction } from '../actions/show-history.action.js'
import { AuditEntry } from '../entities/audit-entry.js'
import { ptBR } from '../locale/pt-BR.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

const { labels } = ptBR.resources.AuditEntry

const SUMMARY = ['at', 'actor', 'action', 'resource', 'recordId', 'reason']

const titleOf = ({ action, resource, recordId }: AuditEntry): string =>
  `${labels.action?.[action] ?? action} · ${labels.resource?.[resource] ?? resource} ${recordId}`

/** What can be chosen in a filter: every value that has a label. */
const labelled = (property: string) =>
  Object.entries(labels[property] ?? {}).map(([value, label]) => ({ value, label }))

/** *Sistema › Auditoria*: who changed what, when, why, from what to what (BR-106). Written by the changes themselves. */
export const auditEntryResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<AuditEntry>({
    dataSource: context.dataSource,
    entity: AuditEntry,
    id: 'AuditEntry',
    virtual: [{ path: 'title', type: 'string' }],
    load: async (_tx, rows) => new Map(rows.map((row) => [row.id, { title: titleOf(row) }])),
  }),
  options: {
    navigation: MENU.AuditEntry,
    titleProperty: 'title',
    sort: { sortBy: 'at', direction: 'desc' },
    listProperties: ['at', 'actor', 'action', 'resource', 'recordId', 'reason'],
    showProperties: [...SUMMARY, 'before', 'after'],
    filterProperties: ['at', 'actor', 'action', 'resource', 'recordId'],
    properties: {
      at: { components: shownAs.date },
      action: { availableValues: labelled('action'), components: shownAs.choice },
      resource: { availableValues: labelled('resource'), components: shownAs.choice },
      before: { components: shownAs.plain, custom: { wide: true } },
      after: { components: shownAs.plain, custom: { wide: true } },
    },
    actions: {
      ...readOnlyActions,
      show: { custom: { tabs: [{ id: 'general', properties: SUMMARY, component: 'CpEntryChanges' }] } },
      showChanges: showChangesAction(context),
    },
  },
})
