import type { ResourceWithOptions } from 'adminjs'
import { confirmBrakeAction, dismissBrakeAction } from '../actions/decide-brake.action.js'
import { BRAKE_STATES, MassBrake } from '../entities/mass-brake.js'
import { ptBR } from '../locale/pt-BR.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

const SHOWN = ['title', 'state', 'affectedCount', 'limitCount', 'heldAt', 'decidedAt', 'decidedBy', 'remainingCount']

const { labels } = ptBR.resources.MassBrake

/** *Sistema › Freio de segurança* (BR-45): automatic work that waits for a person, and what was decided before. */
export const massBrakeResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<MassBrake>({
    dataSource: context.dataSource,
    entity: MassBrake,
    id: 'MassBrake',
    choices: { source: Object.keys(labels.source ?? {}), state: BRAKE_STATES },
    virtual: [{ path: 'title', type: 'string' }],
    load: async (_tx, rows) =>
      new Map(rows.map(({ id, source }) => [id, { title: labels.source?.[source] ?? source }])),
  }),
  options: {
    navigation: MENU.MassBrake,
    titleProperty: 'title',
    sort: { sortBy: 'heldAt', direction: 'desc' },
    listProperties: ['title', 'affectedCount', 'limitCount', 'state', 'heldAt', 'decidedBy'],
    filterProperties: ['source', 'state', 'heldAt'],
    showProperties: SHOWN,
    properties: {
      source: { components: shownAs.choice },
      affectedCount: { components: shownAs.number },
      limitCount: { components: shownAs.number },
      remainingCount: { components: shownAs.number },
      state: {
        components: shownAs.status,
        custom: { tones: { held: 'negative', confirmed: 'positive', dismissed: 'warning', ended: 'neutral' } },
      },
      heldAt: { components: shownAs.date },
      decidedAt: { components: shownAs.date },
    },
    actions: {
      ...readOnlyActions,
      show: { custom: { tabs: [{ id: 'general', properties: SHOWN, component: 'CpBrakeState' }] } },
      confirm: confirmBrakeAction(context),
      dismiss: dismissBrakeAction(context),
    },
  },
})
