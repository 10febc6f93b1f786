import type { BlockKind } from '../entities/service-block.js'
import { BLOCK_KINDS } from '../entities/service-block.js'
import type { ServiceStatus } from '../entities/service-status.js'

/** Code of the status of a service that works. */
export const ENABLED = 'servico_habilitado'
/** Code of the status of a service that is not installed yet. */
export const AWAITING_INSTALLATION = 'aguardando_instalacao'
/** Code of the status of a service that has ended. */
export const CANCELED = 'cancelado'

/** A shipped status by its code; shipped ones can't be deleted. */
export const systemStatus = (statuses: readonly ServiceStatus[], code: string): ServiceStatus => {
  const status = statuses.find((candidate) => candidate.system && candidate.code === code)
  if (!status) throw new TypeError(`the shipped status ${code} is missing`)
  return status
}

/** The status that an activated service shows: that of its strongest open block, else the enabled one. */
export const resolveStatus = (statuses: readonly ServiceStatus[], openBlocks: readonly BlockKind[]): ServiceStatus => {
  const strongest = BLOCK_KINDS.find((kind) => openBlocks.includes(kind))
  const blocking = statuses.find((status) => status.system && status.blockKind === strongest)
  return strongest && blocking ? blocking : systemStatus(statuses, ENABLED)
}
