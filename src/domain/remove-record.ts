import { type EntityManager, type EntityTarget, type ObjectLiteral, QueryFailedError } from 'typeorm'
import { DomainError } from '../errors.js'
import type { Actor } from './actor.js'
import { loadForUpdate } from './load-record.js'
import { recordAudit } from './record-audit.js'

export interface RemoveInput {
  id: number
  actor: Actor
}

const FOREIGN_KEY_VIOLATION = '23503'

const isStillReferenced = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === FOREIGN_KEY_VIOLATION

const STAMPS = ['id', 'version', 'createdAt', 'updatedAt', 'lastSeenAt']

/** What there was, where it is a plain value: lists of rows and settings go with the record. */
const auditState = (record: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record).filter(
      ([key, value]) => !STAMPS.includes(key) && (value === null || typeof value !== 'object'),
    ),
  )

/**
 * Deletes a record that nothing points to and audits it (BR-19). Throws `NOT_FOUND`, or `RECORD_IN_USE` when another
 * record needs it: then the whole transaction must be given up.
 */
export const removeRecord = async <E extends ObjectLiteral & { id: number }>(
  tx: EntityManager,
  { entity, table, id, actor }: RemoveInput & { entity: EntityTarget<E>; table: string },
): Promise<void> => {
  const record = await loadForUpdate(tx, entity, { id })
  const before = auditState(record)
  try {
    await tx.getRepository(entity).remove(record)
  } catch (error) {
    if (isStillReferenced(error)) throw new DomainError('RECORD_IN_USE', { id }, { cause: error })
    throw error
  }
  await recordAudit(tx, { actor, action: `${table}.deleted`, resource: table, recordId: id, before })
}
