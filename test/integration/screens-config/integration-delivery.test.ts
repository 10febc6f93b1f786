import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPanel, type Panel, PLATFORM, refusals } from './panel.js'

const PREFIX = 'content.subscription'
const EVENTS = ['created', 'suspended', 'resumed', 'removed'].map((name) => `${PREFIX}.${name}`)

let panel: Panel
beforeAll(async () => {
  panel = await openPanel()
})
afterAll(() => panel.close())

const list = (path: string, values: readonly string[]) =>
  Object.fromEntries(values.map((value, index) => [`${path}.${index}`, value]))
const events = (...types: string[]) => list('eventTypes', types)
const statuses = (index: number, eventType: string, text: string) => ({
  [`extraStatuses.${index}.eventType`]: eventType,
  [`extraStatuses.${index}.statuses`]: text,
})
const stored = async (id: number) =>
  (
    await panel.rows(
      `select payload_format, event_types, success_rule, success_path, success_value, extra_statuses, expiring_days
       from content_platforms.integration where id = $1`,
      [id],
    )
  )[0]

describe('what a platform is told', () => {
  it('are by default creation, suspension, resumption and removal in the standard format', async () => {
    const id = await panel.added('Integration', PLATFORM)
    expect(await stored(id)).toMatchObject({
      payload_format: 'standard',
      event_types: EVENTS,
      extra_statuses: {},
      expiring_days: null,
    })
  })

  it('is what was ticked, and comes back to the form as it was saved', async () => {
    const types = [...EVENTS, `${PREFIX}.expiring`, 'content.account.updated']
    const id = await panel.added('Integration', { ...PLATFORM, ...events(...types.toReversed()), expiringDays: '7' })
    expect(await stored(id)).toMatchObject({ event_types: types, expiring_days: 7 })
    const { record } = await panel.get(`/Integration/records/${id}/edit`)
    expect(record.params).toMatchObject({ ...events(...types), expiringDays: 7 })
    await panel.edit('Integration', id, { ...PLATFORM, ...events(...EVENTS), expiringDays: '7' })
    expect(await stored(id)).toMatchObject({ event_types: EVENTS, expiring_days: null })
  })

  it.each([
    ['without removal', events(`${PREFIX}.created`), { eventTypes: 'requiredEvents' }],
    ['without any', { eventTypes: '' }, { eventTypes: 'requiredEvents' }],
    [
      'suspension alone',
      events(`${PREFIX}.created`, `${PREFIX}.removed`, `${PREFIX}.suspended`),
      { eventTypes: 'eventsOnlyTogether' },
    ],
    ['an unknown one', events(...EVENTS, 'content.subscription.gone'), { eventTypes: 'invalidChoice' }],
    ['a ping', events(...EVENTS, 'integration.ping'), { eventTypes: 'invalidChoice' }],
    [
      'in the format hubsoft what it has no name for',
      { payloadFormat: 'hubsoft', ...events(...EVENTS, `${PREFIX}.relinked`) },
      { eventTypes: 'eventNotInFormat' },
    ],
    ['the end beforehand, without days', events(...EVENTS, `${PREFIX}.expiring`), { expiringDays: 'required' }],
    [
      'the end beforehand, too early',
      { ...events(...EVENTS, `${PREFIX}.expiring`), expiringDays: '91' },
      { expiringDays: 'outOfRange' },
    ],
    ['an unknown format', { payloadFormat: 'xml' }, { payloadFormat: 'invalidChoice' }],
  ])('refuses %s at its field', async (_what, form, refused) => {
    const answer = await panel.add('Integration', { ...PLATFORM, ...(form as Record<string, string>) })
    expect(refusals(answer)).toEqual(refused)
  })

  it('BR-03: a body parameter can’t take the name of a field of the compatible format', async () => {
    const parameter = { key: 'tipo', value: 'x', location: 'body', secret: 'false' }
    const form = Object.fromEntries(Object.entries(parameter).map(([key, value]) => [`parameters.0.${key}`, value]))
    expect(refusals(await panel.add('Integration', { ...PLATFORM, ...form, payloadFormat: 'hubsoft' }))).toEqual({
      'parameters.0.key': 'reservedBodyField',
    })
    const id = await panel.added('Integration', { ...PLATFORM, ...form })
    expect(refusals(await panel.edit('Integration', id, { payloadFormat: 'hubsoft' }))).toEqual({
      'parameters.0.key': 'reservedBodyField',
    })
  })
})

describe('BR-83: which answers count', () => {
  it('a value in the body needs its path and the value, and loses both with another rule', async () => {
    const rule = { ...PLATFORM, successRule: 'body_value' }
    expect(refusals(await panel.add('Integration', rule))).toEqual({
      successPath: 'required',
      successValue: 'required',
    })
    const bad = await panel.add('Integration', { ...rule, successPath: 'a..b', successValue: 'ok' })
    expect(refusals(bad)).toEqual({ successPath: 'invalidBodyPath' })
    const id = await panel.added('Integration', { ...rule, successPath: 'result.status', successValue: 'ok' })
    expect(await stored(id)).toMatchObject({ success_path: 'result.status', success_value: 'ok' })
    await panel.edit('Integration', id, { successRule: 'http_2xx' })
    expect(await stored(id)).toMatchObject({ success_rule: 'http_2xx', success_path: null, success_value: null })
  })

  it('further statuses are kept by event, and shown again', async () => {
    const rows = { ...statuses(0, `${PREFIX}.removed`, '410; 404 404'), ...statuses(1, `${PREFIX}.created`, '409') }
    const id = await panel.added('Integration', { ...PLATFORM, ...rows })
    expect(await stored(id)).toMatchObject({
      extra_statuses: { [`${PREFIX}.removed`]: [404, 410], [`${PREFIX}.created`]: [409] },
    })
    const { record } = await panel.get(`/Integration/records/${id}/show`)
    const shown = [record.params['extraStatuses.0.statuses'], record.params['extraStatuses.1.statuses']]
    expect(shown.sort()).toEqual(['404, 410', '409'])
    await panel.edit('Integration', id, { description: 'Outra' })
    expect(await stored(id)).toMatchObject({ extra_statuses: { [`${PREFIX}.created`]: [409] } })
    await panel.edit('Integration', id, { extraStatuses: '' })
    expect(await stored(id)).toMatchObject({ extra_statuses: {} })
  })

  it.each([
    [statuses(0, `${PREFIX}.removed`, ''), { 'extraStatuses.0.statuses': 'required' }],
    [statuses(0, `${PREFIX}.removed`, '200'), { 'extraStatuses.0.statuses': 'invalidStatus' }],
    [statuses(0, `${PREFIX}.removed`, '404, 429'), { 'extraStatuses.0.statuses': 'invalidStatus' }],
    [statuses(0, `${PREFIX}.removed`, '404.5'), { 'extraStatuses.0.statuses': 'invalidStatus' }],
    [statuses(0, `${PREFIX}.removed`, 'tudo'), { 'extraStatuses.0.statuses': 'invalidStatus' }],
    [statuses(0, 'integration.ping', '404'), { 'extraStatuses.0.eventType': 'invalidChoice' }],
    [
      { ...statuses(0, `${PREFIX}.removed`, '404'), ...statuses(1, `${PREFIX}.removed`, '410') },
      { 'extraStatuses.1.eventType': 'duplicateRow' },
    ],
  ])('refuses %j at its cell', async (form, refused) => {
    expect(refusals(await panel.add('Integration', { ...PLATFORM, ...form }))).toEqual(refused)
  })
})
