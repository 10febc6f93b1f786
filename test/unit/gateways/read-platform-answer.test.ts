import { describe, expect, it } from 'vitest'
import type { SuccessRule } from '../../../src/entities/integration.js'
import { readPlatformAnswer } from '../../../src/gateways/read-platform-answer.js'

const CRITERIA = { successPath: null, successValue: null, extraStatuses: {} }
const read = (body: string, status = 200, successRule: SuccessRule = 'http_2xx_and_body_success') =>
  readPlatformAnswer({ status, body }, { endpoint: { ...CRITERIA, successRule }, event: { type: 'integration.ping' } })

describe('BR-83: an answer', () => {
  it.each(['', 'OK', '[]', 'null', '{}', '{"success":true}', '{"success":"true"}', '{"success":null}', '{"ok":false}'])(
    '200 %s is accepted',
    (body) => {
      expect(read(body)).toEqual({ kind: 'accepted' })
    },
  )
  it.each(['{"success":false}', '{"success":"false"}'])('200 %s is refused, unless only the status counts', (body) => {
    expect(read(body)).toEqual({ kind: 'refused' })
    expect(read(body, 200, 'http_2xx')).toEqual({ kind: 'accepted' })
  })
  it.each([199, 300, 404, 500])('%i is refused whatever it says', (status) => {
    expect(read('{"success":true,"user_id":1}', status)).toEqual({ kind: 'refused' })
  })
  it.each(['message', 'mensagem', 'error', 'erro'])("has the platform's words in %s", (name) => {
    expect(read(JSON.stringify({ [name]: ' limite ' }), 422)).toEqual({ kind: 'refused', message: 'limite' })
  })
  it('has words of 500 characters at most, and only text counts', () => {
    expect(read(JSON.stringify({ message: 'x'.repeat(600) }), 500)).toEqual({
      kind: 'refused',
      message: 'x'.repeat(500),
    })
    expect(read('{"message":{"a":1},"erro":"b"}', 500)).toEqual({ kind: 'refused', message: 'b' })
  })
  it.each([
    [{ user_id: 7 }, { externalId: '7' }],
    [
      { id_externo: 'a', login: 'b' },
      { externalId: 'a', login: 'b' },
    ],
    [{ user_id: '', login: null, password: 'p', senha: 's' }, {}],
  ])('%o teaches us %o', (body, learned) => {
    expect(read(JSON.stringify(body))).toEqual({ kind: 'accepted', ...learned })
  })
})
