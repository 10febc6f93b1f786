import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPanel, type Panel, PLATFORM, refusals } from './panel.js'

let panel: Panel
beforeAll(async () => {
  panel = await openPanel()
})
afterAll(() => panel.close())

const stored = async (id: number) =>
  (
    await panel.rows('select max_in_flight, rate_limit_per_minute from content_platforms.integration where id = $1', [
      id,
    ])
  )[0]

const BAD: [typed: string, code: string][] = [
  ...['0', '-1', '-10000', '600001', '2147483647', '2147483648', '99999999999'].map((typed): [string, string] => [
    typed,
    'outOfRange',
  ]),
  ...[
    '10,5',
    '10.5',
    '1.000',
    '1e3',
    '0x10',
    'dez',
    'NaN',
    'Infinity',
    '1 000',
    '--1',
    '٣',
    '９',
    '12345678901234567',
  ].map((typed): [string, string] => [typed, 'invalidInteger']),
]

describe('limits of what is sent to a platform', () => {
  it('are none of its own unless given, and come back to the form as they were saved', async () => {
    const id = await panel.added('Integration', PLATFORM)
    expect(await stored(id)).toEqual({ max_in_flight: null, rate_limit_per_minute: null })
    await panel.edit('Integration', id, { maxInFlight: ' 10000 ', rateLimitPerMinute: '600000' })
    expect(await stored(id)).toEqual({ max_in_flight: 10000, rate_limit_per_minute: 600000 })
    const { record } = await panel.get(`/Integration/records/${id}/edit`)
    expect(record.params).toMatchObject({ maxInFlight: 10000, rateLimitPerMinute: 600000 })
    await panel.edit('Integration', id, { maxInFlight: '', rateLimitPerMinute: '' })
    expect(await stored(id)).toEqual({ max_in_flight: null, rate_limit_per_minute: null })
  })

  it('stay when another field is saved', async () => {
    const id = await panel.added('Integration', { ...PLATFORM, maxInFlight: '1', rateLimitPerMinute: '1' })
    await panel.edit('Integration', id, { description: 'Outra' })
    expect(await stored(id)).toEqual({ max_in_flight: 1, rate_limit_per_minute: 1 })
  })

  it('BR-106: are in the history with what they were before', async () => {
    const id = await panel.added('Integration', { ...PLATFORM, maxInFlight: '5' })
    await panel.edit('Integration', id, { maxInFlight: '7', rateLimitPerMinute: '60' })
    const [entry] = await panel.rows(
      `select actor, before, after from content_platforms.audit_entry
       where resource = 'integration' and record_id = $1 and action = 'integration.changed'`,
      [String(id)],
    )
    expect(entry).toMatchObject({
      actor: 'administrator@example.com',
      before: { maxInFlight: 5, rateLimitPerMinute: null },
      after: { maxInFlight: 7, rateLimitPerMinute: 60 },
    })
  })

  it.each(BAD)('refuses %j at its field and saves nothing', async (typed, code) => {
    const id = await panel.added('Integration', PLATFORM)
    for (const path of ['maxInFlight', 'rateLimitPerMinute'])
      expect(refusals(await panel.edit('Integration', id, { [path]: typed })), path).toEqual({ [path]: code })
    expect(refusals(await panel.edit('Integration', id, { maxInFlight: '10001' }))).toEqual({
      maxInFlight: 'outOfRange',
    })
    expect(await stored(id)).toEqual({ max_in_flight: null, rate_limit_per_minute: null })
  })

  it('are refused both at once, each with its own bounds, also where no column could hold them', async () => {
    for (const typed of ['-5', '600001', '99999999999']) {
      const answer = await panel.add('Integration', { ...PLATFORM, maxInFlight: typed, rateLimitPerMinute: typed })
      expect(answer.record.errors).toMatchObject({
        maxInFlight: { message: 'outOfRange', params: { min: 1, max: 10_000 } },
        rateLimitPerMinute: { message: 'outOfRange', params: { min: 1, max: 600_000 } },
      })
    }
  })

  it('can be set by nobody but an administrator', async () => {
    const id = await panel.added('Integration', PLATFORM)
    for (const role of ['attendant', 'auditor'] as const) {
      const answer = await panel.post(`/Integration/records/${id}/edit`, { maxInFlight: '3' }, role)
      expect(answer.notice.type).toBe('error')
    }
    expect(await stored(id)).toEqual({ max_in_flight: null, rate_limit_per_minute: null })
  })
})
