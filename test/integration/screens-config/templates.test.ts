import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPanel, type Panel, PLATFORM, refusals } from './panel.js'

const TYPES = ['created', 'suspended', 'resumed', 'removed'].map((name) => `content.subscription.${name}`)
const GOOD = { method: 'POST', path: '/users/{{ customer.id }}', headers: [], body: '{"name": "{{ customer.name }}"}' }
const all = (template: object = GOOD) => Object.fromEntries(TYPES.map((type) => [type, template]))

const FORM = { ...PLATFORM, payloadFormat: 'template' }
const withTemplates = (templates: unknown) => ({ ...FORM, templates: JSON.stringify(templates) })

let panel: Panel
beforeAll(async () => {
  panel = await openPanel()
})
afterAll(() => panel.close())

const count = async () => (await panel.rows('select count(*)::int as n from content_platforms.integration'))[0]?.n

describe('the templates of a content platform', () => {
  it('are kept in the order in which they were written, and shown as they are edited', async () => {
    const body = '{"zulu": "{{ customer.id }}", "alfa": {"y": 1, "b": [true, null]}}'
    const id = await panel.added('Integration', withTemplates(all({ ...GOOD, method: 'put', body })))
    const [row] = await panel.rows('select templates::text from content_platforms.integration where id = $1', [id])
    expect(JSON.parse(String(row?.templates))[TYPES[0] ?? '']).toEqual({
      method: 'PUT',
      path: '/users/{{ customer.id }}',
      headers: [],
      body: { zulu: '{{ customer.id }}', alfa: { y: 1, b: [true, null] } },
    })
    expect(String(row?.templates)).toContain('{"zulu":"{{ customer.id }}","alfa"')
    const { record } = await panel.get(`/Integration/records/${id}/show`)
    const shown = JSON.parse(record.params.templates)[TYPES[0] ?? '']
    expect(shown.body.replaceAll(/\s/g, '')).toBe(body.replaceAll(/\s/g, ''))
    const again = await panel.edit('Integration', id, { ...FORM, templates: record.params.templates })
    expect(again.notice.type).toBe('success')
  })

  it('are refused with the event, the place, the line, the column and the reason, and nothing is saved', async () => {
    const before = await count()
    const [created = '', suspended = '', resumed = '', removed = ''] = TYPES
    const answer = await panel.add(
      'Integration',
      withTemplates({
        [created]: { ...GOOD, body: '{\n  "name": "{{ customer.nome }}"\n}' },
        [suspended]: { ...GOOD, path: '/a/{% include "x" %}' },
        [resumed]: { ...GOOD, headers: [{ name: 'X-A', value: '{{ customer.name' }] },
        [removed]: { ...GOOD, body: '{"a": }' },
      }),
    )
    expect(answer.status).toBe(200)
    expect(answer.notice.type).toBe('error')
    expect(answer.issues).toEqual([
      {
        path: `templates.${created}.body/name`,
        code: 'invalidTemplate',
        params: { place: '/name', line: 2, column: 15, reason: 'unknownVariable', detail: 'customer.nome' },
      },
      {
        path: `templates.${suspended}.path`,
        code: 'invalidTemplate',
        params: { place: 'path', line: 1, column: 4, reason: 'unknownTag', detail: 'include' },
      },
      {
        path: `templates.${resumed}.headers.0.value`,
        code: 'invalidTemplate',
        params: expect.objectContaining({ line: 1, column: 1, reason: 'notClosed' }),
      },
      { path: `templates.${removed}.body`, code: 'invalidJson', params: { line: 1, column: 7 } },
    ])
    expect(Object.keys(refusals(answer))).toHaveLength(4)
    expect(await count()).toBe(before)
  })

  it('are there for each event that the platform takes, and only for those', async () => {
    const [created = '', , , removed = ''] = TYPES
    const two = { [created]: GOOD, [removed]: GOOD }
    expect(refusals(await panel.add('Integration', withTemplates(two)))).toEqual({
      'templates.content.subscription.suspended': 'templateMissing',
      'templates.content.subscription.resumed': 'templateMissing',
    })
    const { notice } = await panel.add('Integration', { ...withTemplates(two), sendSuspendResume: 'false' })
    expect(notice.type).toBe('success')
    expect(refusals(await panel.add('Integration', FORM))).toMatchObject({
      [`templates.${created}`]: 'templateMissing',
    })
    const unknown = await panel.add('Integration', withTemplates({ ...all(), 'content.nada': GOOD, outra: GOOD }))
    expect(refusals(unknown)).toEqual({
      'templates.content.nada': 'invalidChoice',
      'templates.outra': 'invalidChoice',
    })
  })

  it('are checked again when something else that they need changes', async () => {
    const id = await panel.added('Integration', withTemplates(all()))
    const refused = await panel.edit('Integration', id, { ...FORM, dataProfile: 'minimal' })
    expect(Object.values(refusals(refused))).toEqual(Array(4).fill('invalidTemplate'))
    const row = { key: 'pin', value: '1', location: 'body', secret: 'true' }
    const taken = all({ ...GOOD, body: '{"pin": 1}' })
    const parameters = Object.fromEntries(Object.entries(row).map(([key, value]) => [`parameters.0.${key}`, value]))
    const twice = await panel.edit('Integration', id, { ...withTemplates(taken), ...parameters })
    expect(twice.issues[0].params).toMatchObject({ reason: 'parameterTwice', detail: 'pin' })
  })

  it('can be one text, and stay as they are while something else is saved', async () => {
    const id = await panel.added('Integration', withTemplates(all({ ...GOOD, body: '"{{ customer.name }}"' })))
    expect((await panel.edit('Integration', id, { ...FORM, url: 'http://127.0.0.1:9/outro' })).notice.type).toBe(
      'success',
    )
    // As an upgrade might leave them: what is wrong must not keep the platform from being deactivated.
    await panel.rows(`update content_platforms.integration set templates = '{}' where id = $1`, [id])
    expect((await panel.run('Integration', id, 'deactivate')).notice.type).toBe('success')
  })

  it('keep nobody in another format from saving', async () => {
    const { notice } = await panel.add('Integration', {
      ...withTemplates(all({ ...GOOD, body: '{' })),
      payloadFormat: 'standard',
    })
    expect(notice.type).toBe('success')
  })

  it.each(['', 'nada', '[]', '"x"', '{"content.subscription.created": 5}', '{"__proto__": {"a": 1}}'])(
    'that are no templates at all are refused, never a fault of ours: %s',
    async (templates) => {
      const answer = await panel.add('Integration', { ...FORM, templates })
      expect(answer.status).toBe(200)
      expect(answer.notice).toMatchObject({ type: 'error', message: 'errors.INVALID_INPUT' })
    },
  )
})

describe('the preview of a template', () => {
  const preview = (form: Record<string, string>, role?: 'auditor' | 'attendant') =>
    panel.post('/Integration/actions/showTemplatePreview', form, role)
  const asked = {
    type: 'content.subscription.suspended',
    url: 'https://api.example.com/v1',
    dataProfile: 'contact',
    'template.method': 'PATCH',
    'template.path': '/users/{{ customer.id }}',
    'template.body': '{"why": "{{ subscription.reasons }}"}',
    'parameters.0.key': 'X-Key',
    'parameters.0.value': 'muito-secreto',
    'parameters.0.location': 'header',
    'parameters.0.secret': 'true',
  }

  it('shows the sample’s request without any secret, and saves nothing', async () => {
    const before = await count()
    const { data, text } = await preview(asked)
    expect(data.request).toEqual({
      method: 'PATCH',
      url: 'https://api.example.com/v1/users/1042',
      headers: { 'content-type': 'application/json', 'X-Key': '•••' },
      body: '{"why":["debt"]}',
    })
    expect(data.issues).toEqual([])
    expect(data.variables).toContainEqual({ name: 'customer.name', value: 'Maria Exemplo' })
    expect(text).not.toContain('muito-secreto')
    expect(await count()).toBe(before)
  })
  it('says what is wrong where a save would refuse', async () => {
    const { data } = await preview({ ...asked, 'template.body': '{"why": "{{ nada }}"}' })
    expect(data).toMatchObject({
      request: null,
      issues: [{ path: `templates.${asked.type}.body/why`, code: 'invalidTemplate' }],
    })
  })
  it('is for those who may see the configuration', async () => {
    expect((await preview(asked, 'auditor')).data.request).not.toBeNull()
    expect((await preview(asked, 'attendant')).notice).toMatchObject({ type: 'error' })
  })
  it.each([
    { ...asked, type: 'nada' },
    { type: asked.type },
    {},
    { ...asked, url: 'nada', 'parameters.0.location': 'lua' },
  ])('answers to any form: %#', async (form) => {
    expect((await preview(form)).status).toBe(200)
  })
})
