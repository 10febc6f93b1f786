import { enableService } from '../domain/services/enable-service.js'
import { BLOCK_KINDS, type BlockKind } from '../entities/service-block.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { readReason } from './read-text.js'
import { hasOpenBlock } from './service-situation.js'

/** The chosen kinds of blocks; all open ones when the form says nothing of them. */
const readKinds = (payload: Readonly<Record<string, unknown>>): BlockKind[] | undefined => {
  const entered = payload.kinds
  if (entered === undefined) return undefined
  const kinds: unknown[] = Array.isArray(entered) ? entered : [entered]
  const known = BLOCK_KINDS.filter((kind) => kinds.includes(kind))
  const code = entered === '' || kinds.length === 0 ? 'required' : 'invalidChoice'
  if (known.length === 0 || known.length < kinds.length) {
    throw new DomainError('INVALID_INPUT', { issues: [{ path: 'kinds', code }] })
  }
  return known
}

/** *Habilitar* (BR-34): closes the chosen blocks, with a reason. */
export const enableServiceAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'PlayCircle',
  component: 'CpServiceAction',
  isVisible: hasOpenBlock(),
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const kinds = readKinds(payload)
    await enableService(tx, { serviceId, reason: readReason(payload), ...(kinds ? { kinds } : {}), actor })
    return { message: 'serviceEnabled' }
  }),
})
