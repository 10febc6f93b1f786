import { QueryFailedError } from 'typeorm'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../../../src/errors.js'
import { loggableError } from '../../../src/loggable-error.js'

const PERSONAL = /52998224725|joana@dominio/
const driverError = Object.assign(new Error('duplicate key: joana@dominio.example'), {
  severity: 'ERROR',
  code: '23505',
  constraint: 'uq_customer_document',
  table: 'customer',
  detail: 'Key (document)=(52998224725) already exists.',
})
const failed = new QueryFailedError('insert into customer …', ['52998224725', 'joana@dominio.example'], driverError)

/** All of an error that a logger may find, as deep as it goes. */
const unfold = (error: unknown): string =>
  JSON.stringify(error, (_key, value) =>
    value instanceof Error
      ? { ...value, name: value.name, message: value.message, stack: value.stack, cause: value.cause }
      : value,
  ) ?? ''

describe('BR-74: an error on its way to a log', () => {
  it.each([
    ['a failed query', failed],
    ['the driver’s own error', driverError],
    ['an error that a query caused', new Error('could not save', { cause: failed })],
    ['a refusal that a query caused', new DomainError('RECORD_IN_USE', { id: 1 }, { cause: failed })],
  ])('%s loses the values that it met', (_what, error) => {
    expect(unfold(error)).toMatch(PERSONAL)
    expect(unfold(loggableError(error))).not.toMatch(PERSONAL)
  })

  it('keeps what tells the programmer where and what', () => {
    expect(loggableError(failed)).toMatchObject({
      name: 'QueryFailedError',
      code: '23505',
      constraint: 'uq_customer_document',
      stack: expect.stringContaining('at '),
    })
    const plain = new TypeError('x is not a function')
    expect(loggableError(plain)).toBe(plain)
    expect(loggableError('text')).toBe('text')
  })
})
