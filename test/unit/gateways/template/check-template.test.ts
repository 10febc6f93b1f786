import { describe, expect, it } from 'vitest'
import { starterOf } from '../../../../src/components/integrations/templates/template-starter.js'
import { DATA_PROFILES } from '../../../../src/entities/integration.js'
import { EVENT_NAMES } from '../../../../src/events/event-types.js'
import type { TemplateEndpoint } from '../../../../src/gateways/template/assemble-request.js'
import { checkTemplate, type GivenTemplate } from '../../../../src/gateways/template/check-template.js'

const ENDPOINT: TemplateEndpoint = {
  url: 'https://api.example.com/v1/{tenant}/',
  dataProfile: 'full',
  parameters: [
    { key: 'tenant', value: 'acme', secret: false, location: 'path' },
    { key: 'region', value: 'br', secret: false, location: 'body' },
    { key: 'pin', value: '4711', secret: true, location: 'body' },
    { key: 'X-Api-Key', value: 'k-1', secret: true, location: 'header' },
    { key: 'v', value: '2 0', secret: false, location: 'query' },
  ],
}
const BODY =
  '{"usuario": {"nome": "{{ customer.name }}", "id": "{{ customer.id }}"}, "motivos": "{{ subscription.reasons }}"}'
const GIVEN: GivenTemplate = { method: 'POST', path: '/users', headers: [], body: BODY }

const check = (given: Partial<GivenTemplate>, endpoint: Partial<TemplateEndpoint> = {}) =>
  checkTemplate({
    type: 'content.subscription.suspended',
    given: { ...GIVEN, ...given },
    endpoint: { ...ENDPOINT, ...endpoint },
    isReservedHeader: (name) => name.toLowerCase().startsWith('webhook-'),
  })

const issuesOf = (given: Partial<GivenTemplate>, endpoint?: Partial<TemplateEndpoint>) =>
  check(given, endpoint).issues.map(({ path, ...rest }) => ({
    ...rest,
    path: path.replace('templates.content.subscription.suspended.', ''),
  }))

describe('a template', () => {
  it('makes the request of the sample event, with each parameter once in its place (BR-03)', () => {
    const { request, issues, template } = check({
      method: 'patch',
      path: '/users/{{ account.externalId }}?notify={{ customer.email }}&plain',
      headers: [{ name: 'X-Plan', value: 'plan {{ package.code }}' }],
    })
    expect(issues).toEqual([])
    expect(template.method).toBe('PATCH')
    expect(request).toEqual({
      method: 'PATCH',
      url: 'https://api.example.com/v1/acme/users/u-98765?notify=maria%40example.com&plain=&v=2+0',
      headers: { 'content-type': 'application/json', 'x-plan': 'plan TV-BAS', 'X-Api-Key': 'k-1' },
      body: '{"usuario":{"nome":"Maria Exemplo","id":1042},"motivos":["debt"],"region":"br","pin":"4711"}',
    })
  })
  it('sends a parameter of the body where the template names it, and then nowhere else', () => {
    expect(check({ body: '{"a": "x-{{ parameters.region }}"}' }).request?.body).toBe('{"a":"x-br","pin":"4711"}')
    expect(check({ body: '{"a": "{{ data.parameters.region }}"}' }).request?.body).toBe('{"a":"br","pin":"4711"}')
    for (const whole of ['{{ data }}', '{{ data["parameters"] }}', '{% assign p = parameters %}{{ p.region }}'])
      expect(JSON.parse(check({ body: JSON.stringify({ a: whole }) }).request?.body ?? '')).toEqual({
        a: expect.anything(),
        pin: '4711',
      })
    expect(check({ body: '{"a": "{{ parameters | json }}"}' }).request?.body).toBe(
      '{"a":"{\\"region\\":\\"br\\"}","pin":"4711"}',
    )
  })
  it('never sees a secret, nor a parameter that goes elsewhere', () => {
    for (const name of ['parameters.pin', 'data.parameters.pin', 'parameters.tenant', 'parameters.v'])
      expect(issuesOf({ body: `{"a": "{{ ${name} }}"}` })).toMatchObject([
        { code: 'invalidTemplate', params: { reason: 'unknownVariable' } },
      ])
    expect(issuesOf({ path: '/{{ parameters.region }}' })).toMatchObject([
      { path: 'path', params: { reason: 'unknownVariable' } },
    ])
  })
  it('has a body with room for the parameters that go into it', () => {
    expect(issuesOf({ body: '' })).toMatchObject([
      { path: 'body', params: { reason: 'parameterUnplaced', detail: 'region' } },
    ])
    expect(issuesOf({ body: '["{{ parameters.region }}"]' })).toMatchObject([
      { params: { reason: 'parameterUnplaced', detail: 'pin' } },
    ])
    expect(issuesOf({ body: '{"pin": 1}' })).toMatchObject([{ params: { reason: 'parameterTwice', detail: 'pin' } }])
    expect(check({ method: 'DELETE', body: '' }, { parameters: [] }).request).toMatchObject({ body: '', headers: {} })
  })
  it.each<[body: string, path: string, params: object]>([
    [
      '{"a": "{{ customer.nome }}"}',
      'body/a',
      { reason: 'unknownVariable', detail: 'customer.nome', line: 1, column: 11 },
    ],
    [
      '{\n  "a": [\n    1, "á\\n {{ nada }}"\n  ]\n}',
      'body/a/1',
      { reason: 'unknownVariable', detail: 'nada', line: 3, column: 16 },
    ],
    ['{"a": "{{ customer.name "}', 'body/a', { reason: 'notClosed', line: 1, column: 8 }],
    ['{"a": "{% if customer %}x"}', 'body/a', { reason: 'notClosed' }],
    ['{"a": "{{ customer.name | grito }}"}', 'body/a', { reason: 'unknownFilter', detail: 'grito' }],
    ['{"a": "{{ customer.name + 1 }}"}', 'body/a', { reason: 'syntax' }],
    ['{"a/b~": "{{ x }}"}', 'body/a~1b~0', { reason: 'unknownVariable' }],
    ['{"a": "é {{ customer }}"}', 'body/a', { reason: 'notText' }],
    ...['include', 'render', 'layout', 'block', 'capture', 'constructor', 'echo', 'tablerow', 'increment'].map(
      (tag): [string, string, object] => [`{"a": "{% ${tag} 'x' %}"}`, 'body/a', { reason: 'unknownTag', detail: tag }],
    ),
    ...['where_exp', 'find_exp', 'raw', 'sample', 'constructor', 'strip_html'].map((name): [string, string, object] => [
      `{"a": "{{ customer.name | ${name}: 'a', 'b' }}"}`,
      'body/a',
      { reason: 'unknownFilter', detail: name },
    ]),
  ])('is refused at its place, line and column: %s', (body, path, params) => {
    expect(issuesOf({ body })).toMatchObject([{ path, code: 'invalidTemplate', params }])
  })
  it('names each fault at once', () => {
    expect(
      issuesOf({
        path: '/{{ a }}',
        headers: [{ name: 'X', value: '{{ b }}' }],
        body: '{"c": "{{ c }}", "d": "{{ d }}"}',
      }).map(({ path }) => path),
    ).toEqual(['path', 'headers.0.value', 'body/c', 'body/d'])
  })
  it.each([
    ['{"a": 1,}', 9],
    ['{"a" 1}', 6],
    ['{"a": 01}', 8],
    ["{'a': 1}", 2],
    ['{"a": "b\nc"}', 7],
    ['{"a": 1} x', 10],
    ['{"a": 1, "a": 2}', 10],
    ['[', 2],
    ['nada', 1],
    [`${'['.repeat(40)}1${']'.repeat(40)}`, 34],
  ])('is refused where its body is no JSON: %s', (body, column) => {
    expect(issuesOf({ body })).toEqual([{ path: 'body', code: 'invalidJson', params: { line: 1, column } }])
  })
  it.each([
    ['users', { reason: 'pathStart' }],
    ['//evil.example', { reason: 'emptySegment' }],
    ['/a//b', { reason: 'emptySegment' }],
    ['/a/../b', { reason: 'dotSegment', column: 4 }],
    ['/a/{{ "." }}{{ "." }}', { reason: 'dotSegment' }],
    ['/a/%2e%2e/b', { reason: 'pathCharacters', detail: '%' }],
    ['/a#b', { reason: 'pathCharacters', detail: '#' }],
    ['/a b', { reason: 'pathSpace', column: 3 }],
    ['/a\\b', { reason: 'pathCharacters' }],
    ['/usuário', { reason: 'pathCharacters', detail: 'á' }],
    ['/{tenant}', { reason: 'pathCharacters', detail: '{' }],
    ['/{{ service.previousId }}', { reason: 'emptySegment', column: 2 }],
    ['/users/{{ customer.x }}', { reason: 'unknownVariable', column: 11 }],
    ['/a?{{ type }}=1', { reason: 'pathCharacters' }],
    ['/a?x={{ subscription.reasons }}', { reason: 'notText' }],
  ])('is refused for its path: %s', (path, params) => {
    expect(issuesOf({ path })).toMatchObject([{ path: 'path', code: 'invalidTemplate', params }])
  })
  it.each([
    [{ name: 'Webhook-Id', value: 'x' }, 'headers.0.name', 'reservedHeader'],
    [{ name: 'x api', value: 'x' }, 'headers.0.name', 'invalidParameterName'],
    [{ name: 'x-api-key', value: 'x' }, 'headers.0.name', 'duplicateParameter'],
    [{ name: '', value: 'x' }, 'headers.0.name', 'required'],
    [{ name: 'x', value: '' }, 'headers.0.value', 'required'],
  ])('is refused for its header %o', (header, path, code) => {
    expect(issuesOf({ headers: [header] })).toMatchObject([{ path, code }])
  })
  it('is refused for a header that can not travel', () => {
    expect(issuesOf({ headers: [{ name: 'x', value: 'a{{ "\n" }}b: c' }] })).toMatchObject([
      { params: { reason: 'lineBreak' } },
    ])
    expect(issuesOf({ headers: [{ name: 'x', value: '{{ "🎬" }}' }] })).toMatchObject([
      { params: { reason: 'headerCharacters' } },
    ])
  })
  it('is refused for a method that is none', () => {
    expect(issuesOf({ method: 'TRACE' })).toMatchObject([{ path: 'method', code: 'invalidChoice' }])
  })
  it.each([
    '{% for i in (1..100000000) %}x{% endfor %}',
    '{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}x{% endfor %}{% endfor %}{% endfor %}',
    '{% assign a = (1..1000) %}{% for i in a %}{% for j in a %}{% for k in a %}{% assign x = k %}{% endfor %}{% endfor %}{% endfor %}',
    '{% assign x = "0123456789" %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}{{ x }}',
    '{% assign x = "a,b" | split: "," %}{% for i in (1..60) %}{% assign x = x | concat: x %}{% endfor %}',
    '{{ timestamp | date: "%99999999d" }}',
    '{% for i in (1..9999) %}{{ "0123456789012345678901234567890123456789" }}{% endfor %}',
    `${'{% if true %}'.repeat(20_000)}`,
    'x'.repeat(70_000),
  ])('that would eat time or memory is cut: %s', (source) => {
    const startedAt = performance.now()
    const issues = issuesOf({ body: JSON.stringify({ a: source }) })
    expect(issues).toHaveLength(1)
    expect(['tooCostly', 'tooLarge', 'notClosed', 'syntax', undefined]).toContain(issues[0]?.params?.reason)
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })
  it('knows only the fields of the data profile (BR-73)', () => {
    expect(issuesOf({}, { dataProfile: 'minimal' })).toMatchObject([
      { params: { reason: 'unknownVariable', detail: 'customer.name' } },
    ])
  })
  it.each(EVENT_NAMES)('to begin with is right for %s in each data profile', (type) => {
    for (const dataProfile of DATA_PROFILES) {
      const input = { type, given: starterOf(type, dataProfile), isReservedHeader: () => false }
      const { issues, request } = checkTemplate({ ...input, endpoint: { ...ENDPOINT, dataProfile } })
      expect(issues).toEqual([])
      expect(JSON.parse(request?.body ?? '')).toMatchObject({ region: 'br', pin: '4711' })
    }
  })
  it('reaches nothing of JavaScript', () => {
    for (const name of [
      'constructor',
      '__proto__',
      'customer.constructor',
      'customer.__proto__',
      'toString',
      'customer.name.constructor',
    ])
      expect(issuesOf({ body: `{"a": "{{ ${name} }}"}` })).toMatchObject([{ params: { reason: 'unknownVariable' } }])
    expect(check({ body: '{"__proto__": {"a": 1}}' }).request?.body).toBe(
      '{"__proto__":{"a":1},"region":"br","pin":"4711"}',
    )
  })
})
