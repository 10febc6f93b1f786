import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import { ServiceBlock } from '../../entities/service-block.js'
import { ServiceStatus } from '../../entities/service-status.js'
import { DomainError } from '../../errors.js'
import { loadForUpdate, loadRecord } from '../load-record.js'

/** A service that nobody else changes until the transaction ends. */
export interface LockedService {
  service: CustomerService
  status: ServiceStatus
  openBlocks: ServiceBlock[]
}

/** Keeps the effects of all statuses as they are until the transaction ends. Always before a service is locked. */
export const shareStatuses = async (tx: EntityManager): Promise<ServiceStatus[]> =>
  tx.getRepository(ServiceStatus).find({ order: { id: 'ASC' }, lock: { mode: 'pessimistic_read' } })

/** Locks a service and reads its status and open blocks. Throws `NOT_FOUND`, or `SERVICE_CANCELED` when it has ended. */
export const lockService = async (tx: EntityManager, id: number): Promise<LockedService> => {
  const service = await loadForUpdate(tx, CustomerService, { id })
  const status = await loadRecord(tx, ServiceStatus, service.statusId)
  if (status.contentEffect === 'remove') throw new DomainError('SERVICE_CANCELED', { id })
  const blocks = await tx.getRepository(ServiceBlock).findBy({ serviceId: id })
  return { service, status, openBlocks: blocks.filter((block) => block.closedAt === null) }
}
