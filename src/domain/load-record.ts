import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm'
import { DomainError } from '../errors.js'
import type { Actor } from './actor.js'

const MAX_ID = 2_147_483_647

/**
 * Refuses with `NOT_FOUND` what can be no record's id. TypeORM takes a condition without a value for none, and would
 * find the first record that there is.
 */
export const requireId = (id: unknown): void => {
  if (!Number.isInteger(id) || Number(id) < 1 || Number(id) > MAX_ID) throw new DomainError('NOT_FOUND', { id })
}

/**
 * Reads a record and locks its row until the transaction ends. Throws `NOT_FOUND`, or `CONFLICT` when `version` is given
 * and somebody saved since it was read.
 */
export const loadForUpdate = async <E extends ObjectLiteral & { id: number }>(
  tx: EntityManager,
  entity: EntityTarget<E>,
  { id, version }: { id: number; version?: number | undefined },
): Promise<E> => {
  requireId(id)
  const record = await tx
    .getRepository(entity)
    .findOne({ where: { id } as FindOptionsWhere<E>, lock: { mode: 'for_no_key_update' } })
  if (!record) throw new DomainError('NOT_FOUND', { id })
  if (version !== undefined && record.version !== version) throw new DomainError('CONFLICT', { id })
  return record
}

/** Reads a record that must exist; throws `NOT_FOUND`. */
export const loadRecord = async <E extends ObjectLiteral & { id: number }>(
  tx: EntityManager,
  entity: EntityTarget<E>,
  id: number,
): Promise<E> => {
  requireId(id)
  const record = await tx.getRepository(entity).findOneBy({ id } as FindOptionsWhere<E>)
  if (!record) throw new DomainError('NOT_FOUND', { id })
  return record
}

/** What a form or a host hands to a `save…` use case: without `id` a new record is made. */
export interface SaveInput<V> {
  id?: number
  /** The version that the person saw; a newer one is a `CONFLICT`. Left out, the newest is overwritten. */
  version?: number
  values: Partial<V>
  actor: Actor
}
