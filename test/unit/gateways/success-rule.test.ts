import { describe, expect, it } from 'vitest'
import { readPlatformAnswer } from '../../../src/gateways/read-platform-answer.js'
import type { SuccessCriteria } from '../../../src/gateways/success-rule.js'

const REMOVED = 'content.subscription.removed'
const PLAIN: SuccessCriteria = { successRule: 'http_2xx', successPath: null, successValue: null, extraStatuses: {} }

const kindOf = (criteria: Partial<SuccessCriteria>, { status = 200, body = '', type = REMOVED }) =>
  readPlatformAnswer({ status, body }, { endpoint: { ...PLAIN, ...criteria }, event: { type } }).kind

describe('BR-83: success by a value in the body', () => {
  const expects = (successPath: string, successValue: string, body: unknown) =>
    kindOf({ successRule: 'body_value', successPath, successValue }, { body: JSON.stringify(body) })

  it.each([
    ['status', 'ok', { status: 'ok' }],
    ['result.status', '1', { result: { status: 1 } }],
    ['result.status', '1', { result: { status: '1' } }],
    ['result.0.done', 'true', { result: [{ done: true }] }],
    ['done', 'false', { done: false }],
  ])('%s equal to %j takes %j', (path, value, body) => {
    expect(expects(path, value, body)).toBe('accepted')
  })

  it.each([
    ['status', 'ok', { status: 'OK' }],
    ['status', 'ok', { status: ' ok' }],
    ['status', 'null', { status: null }],
    ['status', '', {}],
    ['status', '1', { status: [1] }],
    ['status', '[object Object]', { status: {} }],
    ['result.status', 'ok', { status: 'ok' }],
    ['constructor.name', 'Object', {}],
    ['status', 'ok', 'ok'],
  ])('%s equal to %j refuses %j', (path, value, body) => {
    expect(expects(path, value, body)).toBe('refused')
  })

  it('refuses an answer without JSON, and any status beyond 2xx', () => {
    const rule = { successRule: 'body_value', successPath: 'status', successValue: 'ok' } as const
    expect(kindOf(rule, { body: 'status=ok' })).toBe('refused')
    expect(kindOf(rule, { body: '{"status":"ok"}', status: 500 })).toBe('refused')
  })
})

describe('BR-83: statuses that count as success for one type of event', () => {
  const extraStatuses = { [REMOVED]: [404, 410], 'content.subscription.created': [409] }

  it.each([
    [404, REMOVED, 'accepted'],
    [410, REMOVED, 'accepted'],
    [409, REMOVED, 'refused'],
    [409, 'content.subscription.created', 'accepted'],
    [404, 'content.subscription.created', 'refused'],
    [404, 'content.subscription.suspended', 'refused'],
  ])('%i to %s is %s', (status, type, kind) => {
    expect(kindOf({ extraStatuses }, { status, type })).toBe(kind)
  })

  it('count whatever the body says, and their ids are learned too', () => {
    const verdict = readPlatformAnswer(
      { status: 409, body: '{"success":false,"message":"já existe","user_id":7,"senha":"x"}' },
      {
        endpoint: { ...PLAIN, successRule: 'http_2xx_and_body_success', extraStatuses },
        event: { type: 'content.subscription.created' },
      },
    )
    expect(verdict).toEqual({ kind: 'accepted', externalId: '7' })
  })
})

describe("an accepted answer's ids", () => {
  it.each(['subscription_id', 'id_assinatura'])('%s is the subscription’s', (name) => {
    const verdict = readPlatformAnswer(
      { status: 200, body: JSON.stringify({ [name]: 99, password: 'p' }) },
      { endpoint: PLAIN, event: { type: REMOVED } },
    )
    expect(verdict).toEqual({ kind: 'accepted', subscriptionExternalId: '99' })
  })
})
