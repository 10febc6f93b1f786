import type { ActionContext } from 'adminjs'
import { type EntityManager, In, IsNull } from 'typeorm'
import { meansTheSame } from '../domain/services/change-status.js'
import type { CustomerService } from '../entities/customer-service.js'
import { type BlockKind, ServiceBlock } from '../entities/service-block.js'
import { type ContentEffect, ServiceStatus } from '../entities/service-status.js'

type Shown = Pick<ActionContext, 'record'>

/** What decides which actions are shown on a service; no screen declares it, so it stays on the server. */
export const loadSituations = async (tx: EntityManager, rows: readonly CustomerService[]) => {
  const statuses = await tx.getRepository(ServiceStatus).find()
  const byId = new Map(statuses.map((status) => [status.id, status]))
  const where = { serviceId: In(rows.map(({ id }) => id)), closedAt: IsNull() }
  const blocks = await tx.getRepository(ServiceBlock).findBy(where)
  return new Map(
    rows.map((row) => {
      const kinds = blocks.filter(({ serviceId }) => serviceId === row.id).map(({ kind }) => kind)
      const shown = byId.get(row.statusId)
      const situation = {
        contentEffect: shown?.contentEffect,
        openBlockKinds: kinds.join(' '),
        hasTrustUnlock: row.trustUnlockUntil !== null,
        hasOtherStatuses: shown !== undefined && statuses.filter((other) => meansTheSame(shown, other)).length > 1,
      }
      return [row.id, situation]
    }),
  )
}

/** Shows an action only on services whose status has one of these effects; the use case decides again. */
export const contentEffectOf =
  (...effects: readonly ContentEffect[]) =>
  ({ record }: Shown): boolean =>
    effects.some((effect) => effect === record?.params.contentEffect)

/** Shows an action on every service that has not ended. */
export const isAlive = contentEffectOf('waiting', 'provision', 'block')

/** Shows an action only on services with an open block, of that kind where one is given. */
export const hasOpenBlock =
  (kind?: BlockKind) =>
  ({ record }: Shown): boolean => {
    const kinds = String(record?.params.openBlockKinds ?? '').split(' ')
    return kind ? kinds.includes(kind) : kinds.some(Boolean)
  }

/** Shows an action only on services in debt to which no trust was given yet. */
export const mayBeTrusted = (context: Shown): boolean =>
  hasOpenBlock('debt')(context) && context.record?.params.hasTrustUnlock !== true

/** Shows an action only where another status means the same as the one that is shown. */
export const hasOtherStatuses = (context: Shown): boolean =>
  isAlive(context) && context.record?.params.hasOtherStatuses === true
