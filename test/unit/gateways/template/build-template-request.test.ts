import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RequestTemplate } from '../../../../src/entities/integration.js'
import { sampleInput } from '../../../../src/events/samples.js'
import type { BodySubject } from '../../../../src/events/standard-body.js'
import { buildTemplateRequest } from '../../../../src/gateways/template/build-template-request.js'
import { UnsendableError } from '../../../../src/gateways/unsendable-error.js'

const TYPE = 'content.subscription.suspended'
const { event, subject } = sampleInput(TYPE)

const TEMPLATE: RequestTemplate = {
  method: 'PUT',
  path: '/users/{{ account.externalId }}/name-{{ customer.name }}?mail={{ customer.email }}',
  headers: [{ name: 'X-Customer', value: 'n={{ customer.code }}' }],
  body: {
    name: '{{ customer.name }}',
    text: 'Olá {{ customer.name }}, {% if customer.email %}seu e-mail é {{ customer.email | downcase }}{% endif %}',
    list: ['{{ customer.email }}', 1, true, null, { deep: '{{ customer.name | append: customer.code }}' }],
  },
}

const build = (
  template: RequestTemplate,
  customer: Partial<BodySubject['customer']> = {},
  externalId: string | null = 'u-1',
) =>
  buildTemplateRequest({
    event,
    subject: subject && {
      ...subject,
      account: { ...subject.account, externalId },
      customer: { ...subject.customer, ...customer },
    },
    endpoint: {
      url: 'https://api.example.com/v1',
      parameters: [],
      dataProfile: 'full',
      templates: { [TYPE]: template },
    },
  })

const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]))
  return typeof value
}

/** Text as customers have it, and as those would who wish us ill. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc
    .array(
      fc.constantFrom(
        '{{',
        '}}',
        '{%',
        '%}',
        '{{ customer.document }}',
        '{% for i in (1..9) %}',
        '{% raw %}',
        '"',
        '\\',
        '\n',
        '\r\n',
        '/',
        '..',
        '.',
        '%2e',
        '?',
        '#',
        '@',
        '//evil.example',
        '🎬',
        'João',
        '\u2028',
        '{',
        '}',
        '",\n"admin": true, "x": "',
        '\0',
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join('')),
)

const isWellFormed = (text: string): boolean => {
  try {
    return encodeURIComponent(text) !== ''
  } catch {
    return false
  }
}

const unsendableReason = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    expect(error).toBeInstanceOf(UnsendableError)
    return (error as UnsendableError).reason
  }
}

describe('a request by a template', () => {
  it('keeps its body in shape and takes data for nothing but data, whatever the customer is called', () => {
    const expected = shapeOf(JSON.parse(build({ ...TEMPLATE, path: '' }).body))
    fc.assert(
      fc.property(anyText, anyText, (name, email) => {
        const request = build({ ...TEMPLATE, path: '', headers: [] }, { name, email })
        const body = JSON.parse(request.body)
        expect(shapeOf(body)).toEqual(expected)
        expect(body.name).toBe(name)
        expect(body.text).toBe(`Olá ${name}, seu e-mail é ${email.toLowerCase()}`)
        expect(body.list).toEqual([email, 1, true, null, { deep: `${name}1042` }])
      }),
      { numRuns: 500 },
    )
  })
  it('stays on its origin and below its path with as many segments, or is not sent at all', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (name, email, externalId) => {
        const template = { ...TEMPLATE, headers: [] }
        const reason = unsendableReason(() => build(template, { name, email }, externalId))
        if (reason !== null) {
          expect(['template_path', 'template_invalid']).toContain(reason)
          // Only a segment that is nothing but dots, or half a character, has no place in an address.
          expect(/^\.{1,2}$/.test(externalId) || [name, email, externalId].some((text) => !isWellFormed(text))).toBe(
            true,
          )
          return
        }
        const url = new URL(build(template, { name, email }, externalId).url)
        expect(url.origin).toBe('https://api.example.com')
        expect(url.username + url.password + url.hash).toBe('')
        const segments = url.pathname.split('/')
        expect(segments).toHaveLength(5)
        expect(segments.slice(0, 3)).toEqual(['', 'v1', 'users'])
        expect(decodeURIComponent(segments[3] ?? '')).toBe(externalId)
        expect(decodeURIComponent(segments[4] ?? '')).toBe(`name-${name}`)
        expect([...url.searchParams]).toEqual([['mail', email]])
      }),
      { numRuns: 500 },
    )
  })
  it('never begins a header that the template does not name', () => {
    fc.assert(
      fc.property(anyText, (code) => {
        const template = { ...TEMPLATE, path: '' }
        const reason = unsendableReason(() => build(template, { code }))
        const isPlain = /^[\t\x20-\x7e\x80-\xff]*$/.test(code)
        expect(reason).toBe(isPlain ? null : 'template_header')
        if (isPlain)
          expect(build(template, { code }).headers).toEqual({
            'content-type': 'application/json',
            'x-customer': `n=${code}`,
          })
      }),
      { numRuns: 500 },
    )
  })
  it('leaves empty what is not known at the moment: null alone, nothing inside of a text', () => {
    const body = {
      a: '{{ customer.phone }}',
      b: 'tel {{ customer.phone }}',
      c: '{{ nada.de.nada }}',
      d: '{{ customer.phone | default: "—" }}',
    }
    expect(JSON.parse(build({ method: 'POST', path: '', headers: [], body }, { phone: null }).body)).toEqual({
      a: null,
      b: 'tel ',
      c: null,
      d: '—',
    })
  })
  it('is not sent where a value makes a segment of its path empty', () => {
    expect(unsendableReason(() => build({ ...TEMPLATE, headers: [] }, {}, null))).toBe('template_path')
    expect(unsendableReason(() => build({ ...TEMPLATE, headers: [] }, {}, '..'))).toBe('template_path')
  })
  it('is not sent with a body above 256 KiB', () => {
    const body = { a: '{{ customer.name }}', b: '{{ customer.name }}' }
    expect(
      unsendableReason(() => build({ method: 'POST', path: '', headers: [], body }, { name: 'x'.repeat(200_000) })),
    ).toBe('template_too_large')
  })
  it.each(['integration.ping', 'constructor', '__proto__'])(
    'is not sent without a template for its type: %s',
    (type) => {
      const endpoint = { url: 'https://api.example.com', parameters: [], dataProfile: 'full' as const, templates: {} }
      expect(unsendableReason(() => buildTemplateRequest({ event: { ...event, type }, subject, endpoint }))).toBe(
        'template_missing',
      )
    },
  )
})
