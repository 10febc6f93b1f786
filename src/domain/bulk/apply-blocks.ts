import type { EntityManager } from 'typeorm'
import type { BlockKind } from '../../entities/service-block.js'
import { ServiceStatus } from '../../entities/service-status.js'
import { blocksToClose } from '../services/block-rules.js'
import { resolveStatus } from '../services/service-status.js'
import { trackedWrite } from '../touches.js'
import type { ApplyItems } from './bulk-work.js'
import { recordItemAudits } from './record-item-audits.js'

interface StatusChange {
  serviceId: number
  statusId: number
  /** A debt that is paid while a trust unlock runs ends that as well. */
  endsTrust: boolean
}

const writeStatuses = (tx: EntityManager, changes: readonly StatusChange[]) =>
  // The services are locked; one whose status stays the same keeps its version.
  tx.query(
    `update content_platforms.customer_service sv
     set status_id = u.status_id, updated_at = now(), version = sv.version + 1,
       trust_unlock_until = case when u.ends_trust then null else sv.trust_unlock_until end
     from unnest($1::int[], $2::int[], $3::boolean[]) as u(id, status_id, ends_trust)
     where sv.id = u.id and (sv.status_id <> u.status_id or u.ends_trust)`,
    [
      changes.map(({ serviceId }) => serviceId),
      changes.map(({ statusId }) => statusId),
      changes.map(({ endsTrust }) => endsTrust),
    ],
  )

const codeOf = (statuses: readonly ServiceStatus[], id: unknown): string | null =>
  statuses.find((status) => status.id === id)?.code ?? null

export const applySuspensions: ApplyItems = async (tx, { order, actor, jobId }, items) => {
  const kind = order.blockKind
  if (!kind) throw new TypeError('the job names no kind of block')
  const statuses = await tx.getRepository(ServiceStatus).find()
  const changes = items.map(({ serviceId, row }) => {
    const shown = resolveStatus(statuses, {
      openBlocks: [...(row.openKinds as BlockKind[]), kind],
      trustUnlockUntil: row.trustUnlockUntil as Date | null,
    })
    return {
      serviceId,
      statusId: shown.id,
      endsTrust: false,
      before: codeOf(statuses, row.statusId),
      after: shown.code,
    }
  })
  const serviceIds = items.map(({ serviceId }) => serviceId)
  await trackedWrite(
    tx,
    serviceIds,
    async () => {
      await tx.query(
        `insert into content_platforms.service_block (service_id, kind, origin, reason, opened_at)
         select id, $2, 'action', $3, now() from unnest($1::int[]) as s(id) order by id`,
        [serviceIds, kind, order.reason],
      )
      await writeStatuses(tx, changes)
    },
    { linkedPackages: [], statusesChanged: true },
  )
  await recordItemAudits(tx, {
    actor,
    action: 'service.suspended',
    resource: 'customer_service',
    reason: order.reason,
    entries: changes.map(({ serviceId, before, after }) => ({
      recordId: serviceId,
      before: { status: before },
      after: { status: after, block: kind, bulkJobId: jobId },
    })),
  })
  return items.map(({ position }) => ({ position, subscriptionId: null, data: null }))
}

export const applyResumptions: ApplyItems = async (tx, { order, actor, jobId }, items) => {
  const statuses = await tx.getRepository(ServiceStatus).find()
  const changes = items.map(({ position, serviceId, row }) => {
    const openKinds = row.openKinds as BlockKind[]
    const closed = blocksToClose(openKinds, order.blockKinds)
    const left = openKinds.filter((kind) => !closed.includes(kind))
    const status = statuses.find(({ id }) => id === row.statusId)
    const trustUnlockUntil = left.includes('debt') ? (row.trustUnlockUntil as Date | null) : null
    const shown =
      row.serviceEffect === 'waiting' && status
        ? status
        : resolveStatus(statuses, { openBlocks: left, trustUnlockUntil })
    const endsTrust = row.trustUnlockUntil !== null && trustUnlockUntil === null
    return {
      position,
      serviceId,
      statusId: shown.id,
      endsTrust,
      closed,
      before: status?.code ?? null,
      after: shown.code,
    }
  })
  const serviceIds = items.map(({ serviceId }) => serviceId)
  await trackedWrite(
    tx,
    serviceIds,
    async () => {
      await tx.query(
        `update content_platforms.service_block set closed_at = now()
         where service_id = any($1) and closed_at is null and ($2::text[] is null or kind = any($2))`,
        [serviceIds, order.blockKinds],
      )
      await writeStatuses(tx, changes)
    },
    { linkedPackages: [], statusesChanged: true },
  )
  await recordItemAudits(tx, {
    actor,
    action: 'service.enabled',
    resource: 'customer_service',
    reason: order.reason,
    entries: changes.map(({ serviceId, before, after, closed }) => ({
      recordId: serviceId,
      before: { status: before },
      after: { status: after, closedBlocks: closed, bulkJobId: jobId },
    })),
  })
  return changes.map(({ position, closed }) => ({ position, subscriptionId: null, data: { closedBlocks: closed } }))
}
