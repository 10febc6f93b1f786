import type { BlockKind } from '../../entities/service-block.js'
import type { ContentEffect } from '../../entities/service-status.js'
import type { ErrorCode } from '../../errors.js'

/** All that decides whether a service can be suspended or enabled now. */
export interface BlockFacts {
  serviceEffect: ContentEffect
  openKinds: readonly BlockKind[]
}

/** Why a block of this kind can't be opened; null when it can. The use case and every job ask here. */
export const refuseSuspend = ({ serviceEffect, openKinds }: BlockFacts, kind: BlockKind): ErrorCode | null => {
  if (serviceEffect === 'remove') return 'SERVICE_CANCELED'
  if (serviceEffect === 'waiting') return 'SERVICE_NOT_ACTIVE'
  return openKinds.includes(kind) ? 'SERVICE_ALREADY_SUSPENDED' : null
}

/** Which of the open blocks *Habilitar* closes: those chosen, else all. */
export const blocksToClose = (openKinds: readonly BlockKind[], kinds?: readonly BlockKind[] | null): BlockKind[] =>
  openKinds.filter((kind) => !kinds || kinds.includes(kind))

/** Why a service can't be enabled; null when it can. */
export const refuseEnable = (
  { serviceEffect, openKinds }: BlockFacts,
  kinds?: readonly BlockKind[] | null,
): ErrorCode | null => {
  if (serviceEffect === 'remove') return 'SERVICE_CANCELED'
  return blocksToClose(openKinds, kinds).length === 0 ? 'SERVICE_NOT_SUSPENDED' : null
}
