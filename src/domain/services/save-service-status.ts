import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import { BLOCK_KINDS } from '../../entities/service-block.js'
import { CONTENT_EFFECTS, type ContentEffect, ServiceStatus } from '../../entities/service-status.js'
import { DomainError, refuseIssues } from '../../errors.js'
import { createFieldChecks } from '../field-checks.js'
import { loadForUpdate, type SaveInput } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { type RemoveInput, removeRecord } from '../remove-record.js'
import { CANCELED, ENABLED } from './service-status.js'

export type ServiceStatusInput = Pick<ServiceStatus, 'code' | 'label' | 'contentEffect' | 'blockKind' | 'billable'>

const CODE = /^[a-z][a-z0-9_]*$/

// Another effect would bring cancelled services back to life, or take the content off all that work.
const FIXED_EFFECTS: Readonly<Record<string, ContentEffect>> = { [ENABLED]: 'provision', [CANCELED]: 'remove' }

// Whoever shows such a status counts as cancelled, in every action: that is done service by service.
const endsServices = async (tx: EntityManager, before: ServiceStatus, after: ServiceStatus): Promise<boolean> =>
  before.contentEffect !== after.contentEffect &&
  [before.contentEffect, after.contentEffect].includes('remove') &&
  (await tx.getRepository(CustomerService).existsBy({ statusId: before.id }))

const auditState = ({ code, label, contentEffect, blockKind, billable }: ServiceStatus) => ({
  ...{ code, label, contentEffect, blockKind, billable },
})

/**
 * Creates or changes a service status. Its code is chosen once, since others know the status by it; a block's kind
 * belongs to effect `block` alone and is dropped with any other. Effects of shipped ones can be changed too, save of those
 * by which services begin to work and end; to and from `remove` only while no service shows the status.
 */
export const saveServiceStatus = async (
  tx: EntityManager,
  { id, version, values, actor }: SaveInput<ServiceStatusInput>,
): Promise<{ id: number }> => {
  const repository = tx.getRepository(ServiceStatus)
  const existing = id === undefined ? null : await loadForUpdate(tx, ServiceStatus, { id, version })
  const before = existing && { ...existing }
  const { code, ...changes } = values
  const record = repository.merge(existing ?? repository.create({ code: code ?? '' }), changes)
  if (record.contentEffect !== 'block') record.blockKind = null

  const checks = createFieldChecks()
  checks.text('code', record.code, 60)
  if (record.code && !CODE.test(record.code)) checks.refuse('code', 'invalidCode')
  else if (!existing && (await repository.existsBy({ code: record.code }))) checks.refuse('code', 'alreadyTaken')
  checks.text('label', record.label, 80)
  checks.choice('contentEffect', record.contentEffect, CONTENT_EFFECTS)
  const fixed = record.system ? FIXED_EFFECTS[record.code] : undefined
  if (fixed && record.contentEffect !== fixed) checks.refuse('contentEffect', 'shippedEffect')
  else if (before && (await endsServices(tx, before, record))) checks.refuse('contentEffect', 'endsServices')
  if (record.contentEffect === 'block') checks.choice('blockKind', record.blockKind, BLOCK_KINDS)
  refuseIssues(checks.issues)

  const saved = await repository.save(record)
  await recordAudit(tx, {
    actor,
    action: existing ? 'service_status.changed' : 'service_status.created',
    resource: 'service_status',
    recordId: saved.id,
    before: before && auditState(before),
    after: auditState(saved),
  })
  return { id: saved.id }
}

/** Deletes a status that the provider added and no service has. Throws `SYSTEM_RECORD` or `STATUS_IN_USE`. */
export const removeServiceStatus = async (tx: EntityManager, input: RemoveInput): Promise<void> => {
  const status = await loadForUpdate(tx, ServiceStatus, { id: input.id })
  if (status.system) throw new DomainError('SYSTEM_RECORD', { id: input.id })
  if (await tx.getRepository(CustomerService).existsBy({ statusId: input.id })) {
    throw new DomainError('STATUS_IN_USE', { id: input.id })
  }
  await removeRecord(tx, { entity: ServiceStatus, table: 'service_status', ...input })
}
