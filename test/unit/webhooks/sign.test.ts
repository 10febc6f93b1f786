import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { type VerifyWebhookInput, verifyWebhook, WebhookRefusedError } from '../../../src/webhooks/receiver.js'
import { signWebhook } from '../../../src/webhooks/sign.js'
import { createSigningSecret, decodeSigningSecret } from '../../../src/webhooks/signing-secret.js'

const VECTOR = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}
const BODY = '{"type":"content.subscription.created","timestamp":"2025-07-01T12:00:00Z","data":{"name":"João"}}'
const nowSeconds = () => Math.floor(Date.now() / 1000)

const headersFor = (secrets: string[], timestamp = nowSeconds(), body = BODY) => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(timestamp),
  'webhook-signature': signWebhook({ id: 'msg_1', timestamp, body }, secrets),
})

describe('signWebhook', () => {
  it("yields the standard's test vector", () => {
    expect(signWebhook(VECTOR, [VECTOR.secret])).toBe(VECTOR.signature)
  })

  it('is verified by the standardwebhooks library, accents included', () => {
    const secret = createSigningSecret()
    expect(new Webhook(secret).verify(BODY, headersFor([secret]))).toMatchObject({ data: { name: 'João' } })
  })

  it('BR-09: signs with both secrets while one replaces the other', () => {
    const [old, current] = [createSigningSecret(), createSigningSecret()]
    const headers = headersFor([current, old])
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2)
    for (const secret of [old, current]) expect(() => new Webhook(secret).verify(BODY, headers)).not.toThrow()
    expect(() => new Webhook(createSigningSecret()).verify(BODY, headers)).toThrow()
  })
})

describe('signing secrets', () => {
  it('are new each time and hold 32 bytes', () => {
    expect(createSigningSecret()).not.toBe(createSigningSecret())
    expect(decodeSigningSecret(createSigningSecret())).toHaveLength(32)
  })

  it.each(['whsec_', 'whsec_c2hvcnQ=', 'not base64 at all', `whsec_${'A'.repeat(400)}`])('refuses %j', (secret) => {
    expect(() => decodeSigningSecret(secret)).toThrow(TypeError)
  })

  it('are not repeated in the error', () => {
    expect(() => decodeSigningSecret('whsec_c2hvcnQ=')).toThrow(/^(?!.*c2hvcnQ)/)
  })
})

describe('verifyWebhook', () => {
  const secret = createSigningSecret()
  const reasonOf = (input: Partial<VerifyWebhookInput>) => {
    try {
      verifyWebhook({ headers: headersFor([secret]), body: BODY, secrets: secret, ...input })
    } catch (error) {
      return error instanceof WebhookRefusedError ? error.reason : error
    }
    return 'accepted'
  }

  it('accepts what the standardwebhooks library signs', () => {
    const now = new Date()
    const signature = new Webhook(secret).sign('msg_2', now, BODY)
    const headers = new Headers({
      'Webhook-Id': 'msg_2',
      'Webhook-Timestamp': String(Math.floor(now.getTime() / 1000)),
      'Webhook-Signature': signature,
    })
    const webhook = verifyWebhook({ headers, body: Buffer.from(BODY), secrets: [secret] })
    expect(webhook).toMatchObject({ id: 'msg_2', type: 'content.subscription.created' })
  })

  it('accepts one right signature among others, and either secret', () => {
    const other = createSigningSecret()
    expect(reasonOf({ headers: headersFor([other, secret]) })).toBe('accepted')
    expect(reasonOf({ secrets: [other, secret] })).toBe('accepted')
  })

  it('refuses a changed body, id or timestamp, and another secret', () => {
    const headers = headersFor([secret])
    expect(reasonOf({ body: `${BODY} ` })).toBe('signatureMismatch')
    expect(reasonOf({ headers: { ...headers, 'webhook-id': 'msg_3' } })).toBe('signatureMismatch')
    expect(reasonOf({ headers: { ...headers, 'webhook-timestamp': String(nowSeconds() - 5) } })).toBe(
      'signatureMismatch',
    )
    expect(reasonOf({ secrets: createSigningSecret() })).toBe('signatureMismatch')
  })

  it('refuses a signature of another version, cut short or empty', () => {
    const headers = headersFor([secret])
    const [, value = ''] = headers['webhook-signature'].split(',')
    for (const signature of [`v2,${value}`, `v1,${value.slice(0, 20)}`, 'v1,', value])
      expect(reasonOf({ headers: { ...headers, 'webhook-signature': signature } })).toBe('signatureMismatch')
  })

  it('refuses what is older or newer than the tolerance', () => {
    expect(reasonOf({ headers: headersFor([secret], nowSeconds() - 299) })).toBe('accepted')
    expect(reasonOf({ headers: headersFor([secret], nowSeconds() - 302) })).toBe('timestampTooOld')
    expect(reasonOf({ headers: headersFor([secret], nowSeconds() + 302) })).toBe('timestampTooNew')
    expect(reasonOf({ headers: headersFor([secret], nowSeconds() - 302), toleranceMs: 600_000 })).toBe('accepted')
  })

  it('refuses missing headers, a timestamp that is none and a body that is no JSON', () => {
    expect(reasonOf({ headers: {} })).toBe('headerMissing')
    expect(reasonOf({ headers: { ...headersFor([secret]), 'webhook-timestamp': 'now' } })).toBe('timestampInvalid')
    expect(reasonOf({ headers: headersFor([secret], nowSeconds(), 'hello'), body: 'hello' })).toBe('bodyNotJson')
  })
})
