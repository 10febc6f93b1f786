import { expect, it } from 'vitest'
import { checkRequestHeaders } from '../../../src/webhooks/request-headers.js'

it.each([
  'Host',
  'content-length',
  'Webhook-Id',
  'webhook-signature',
  'WEBHOOK-ANYTHING',
  'connection',
  'Keep-Alive',
  'TE',
  'trailer',
  'Transfer-Encoding',
  'upgrade',
  'Proxy-Authorization',
  'expect',
  'accept-encoding',
])('refuses %s, which no parameter may set', (name) => {
  expect(checkRequestHeaders({ [name]: 'x' })).toBeUndefined()
})

it.each([
  ['x-token', 'a\r\nwebhook-id: forged'],
  ['x-token', 'a\nb'],
  ['x-token', 'a\0b'],
  ['x-token', 'ação – 漢'],
  ['x token', 'a'],
  ['x-token:', 'a'],
  ['', 'a'],
])('refuses %j: %j, which would be another header or none', (name, value) => {
  expect(checkRequestHeaders({ [name]: value })).toBeUndefined()
})

it('gives other headers back in lower case', () => {
  expect(checkRequestHeaders({ Authorization: 'Bearer x', 'X-Região': 'y' })).toBeUndefined()
  expect(checkRequestHeaders({ Authorization: 'Bearer x', 'X-Regiao': 'São Paulo' })).toEqual({
    authorization: 'Bearer x',
    'x-regiao': 'São Paulo',
  })
})
