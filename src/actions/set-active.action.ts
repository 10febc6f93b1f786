import type { EntityManager } from 'typeorm'
import type { SaveInput } from '../domain/load-record.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'

type SaveActive = (tx: EntityManager, request: SaveInput<{ active: boolean }>) => Promise<unknown>

/** *Desativar* and *Ativar* (BR-19): what is in use can't be deleted, but is no longer offered. */
export const setActiveActions = (
  { dataSource }: PanelContext,
  save: SaveActive,
): { deactivate: PanelAction; reactivate: PanelAction } => {
  const setActive = (active: boolean): PanelAction => ({
    actionType: 'record',
    icon: active ? 'CheckCircle' : 'Slash',
    component: false,
    isVisible: ({ record }) => record?.params.active === !active,
    handler: recordAction(dataSource, async (id, _payload, { tx, actor, record: { params } }) => {
      if (params.active === active) throw new DomainError('NOTHING_CHANGED', { id })
      // As it was read just now: of several presses at once one is carried out, and audited.
      await save(tx, { id, version: Number(params.version), values: { active }, actor })
      return { message: active ? 'recordReactivated' : 'recordDeactivated' }
    }),
  })
  return { deactivate: setActive(false), reactivate: setActive(true) }
}
