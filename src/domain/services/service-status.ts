import { BLOCK_KINDS, type BlockKind } from '../../entities/service-block.js'
import type { ServiceStatus } from '../../entities/service-status.js'

/** Code of the status of a service that works. */
export const ENABLED = 'servico_habilitado'
/** Code of the status of a service that is not installed yet. */
export const AWAITING_INSTALLATION = 'aguardando_instalacao'
/** Code of the status of a service that waits for its plan's change to be carried out. */
export const AWAITING_MIGRATION = 'aguardando_migracao'
/** Code of the status of a service that has ended. */
export const CANCELED = 'cancelado'

const SHIPPED_OF: Record<BlockKind, string> = {
  administrative: 'suspenso_administrativo',
  debt: 'suspenso_debito',
  request: 'suspenso_pedido_cliente',
  partial: 'suspenso_parcialmente',
}

/** A shipped status by its code; shipped ones can't be deleted. */
export const systemStatus = (statuses: readonly ServiceStatus[], code: string): ServiceStatus => {
  const status = statuses.find((candidate) => candidate.system && candidate.code === code)
  if (!status) throw new TypeError(`the shipped status ${code} is missing`)
  return status
}

/** A block's status is the provider's own for that kind, the first made where there are several, else the shipped one. */
const blockingStatus = (statuses: readonly ServiceStatus[], kind: BlockKind): ServiceStatus => {
  const [own] = statuses
    .filter((status) => !status.system && status.contentEffect === 'block' && status.blockKind === kind)
    .sort((a, b) => a.id - b.id)
  return own ?? systemStatus(statuses, SHIPPED_OF[kind])
}

/**
 * The status that an activated service shows: that of its strongest open block, else the enabled one. Debt is not shown
 * from the day of a trust unlock until its end was recorded, which clears `trustUnlockUntil`.
 */
export const resolveStatus = (
  statuses: readonly ServiceStatus[],
  { openBlocks, trustUnlockUntil }: { openBlocks: readonly BlockKind[]; trustUnlockUntil: Date | null },
): ServiceStatus => {
  const shown = openBlocks.filter((kind) => kind !== 'debt' || trustUnlockUntil === null)
  const strongest = BLOCK_KINDS.find((kind) => shown.includes(kind))
  return strongest ? blockingStatus(statuses, strongest) : systemStatus(statuses, ENABLED)
}
