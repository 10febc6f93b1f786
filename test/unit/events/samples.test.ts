import { describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { EVENTS, type EventData } from '../../../src/events/catalogue.js'
import { EVENT_NAMES } from '../../../src/events/event-types.js'
import { eventJsonSchema } from '../../../src/events/json-schema.js'
import { sampleEvent, sampleInput } from '../../../src/events/samples.js'
import { standardBody } from '../../../src/events/standard-body.js'
import type { EventBody, WebhookEvent } from '../../../src/events/webhook-event.js'

describe('each event has a sample', () => {
  it.each(EVENT_NAMES)('%s: whose stored data and body are exactly what their schemas say', (type) => {
    const { stored, body } = EVENTS[type]
    expect(stored.parse(sampleInput(type).event.data)).toEqual(sampleInput(type).event.data)
    const event = sampleEvent(type)
    // A schema drops what it doesn't know: what is equal holds nothing beside it.
    expect(body.parse(event.data)).toEqual(event.data)
    expect(z.fromJSONSchema(eventJsonSchema(type)).safeParse(event).error).toBeUndefined()
    expect(event).toMatchObject({ type, timestamp: '2026-11-23T12:00:00.000Z' })
  })
})

describe('BR-73: the standard body', () => {
  it.each(EVENT_NAMES)('%s holds with the profile "minimal" nothing that names a person', (type) => {
    const text = JSON.stringify(standardBody({ ...sampleInput(type), dataProfile: 'minimal', parameters: {} }))
    expect(text).not.toMatch(/Maria Exemplo|maria@example|11987654321|52998224725|ERP-77/)
    const { data } = JSON.parse(text)
    expect(EVENTS[type].body.parse(data)).toEqual(data)
  })

  it('BR-44: tells only those changed fields that the profile holds', () => {
    const { event, subject } = sampleInput('content.account.updated')
    const changed = { ...event, data: { ...event.data, fields: ['email', 'document'] } }
    const fieldsWith = (dataProfile: 'minimal' | 'contact' | 'full') =>
      standardBody({ event: changed, subject, dataProfile, parameters: {} }).data
    expect(fieldsWith('minimal')).toMatchObject({ fields: [] })
    expect(fieldsWith('contact')).toMatchObject({ fields: ['email'] })
    expect(fieldsWith('full')).toMatchObject({ fields: ['email', 'document'] })
  })
})

describe('the types of events', () => {
  it('follow from the catalogue', () => {
    expectTypeOf<WebhookEvent['type']>().toEqualTypeOf<keyof typeof EVENTS>()
    expectTypeOf<EventBody<'content.subscription.removed'>['cause']>().toEqualTypeOf<
      'unlinked' | 'canceled' | 'migrated' | 'expired' | 'retargeted' | 'holder_changed'
    >()
    expectTypeOf<EventBody<'content.subscription.created'>>().not.toHaveProperty('cause')
    expectTypeOf<EventBody<'content.account.updated'>>().not.toHaveProperty('subscription')
    expectTypeOf(sampleEvent('content.subscription.relinked').data.subscription.previousId).toBeNumber()
  })

  it('let nothing else be stored or received', () => {
    const { sample } = EVENTS['content.subscription.created']
    // @ts-expect-error a removal names its cause
    const removed: EventData<'content.subscription.removed'> = { ...sample }
    // @ts-expect-error personal data is never stored
    const named: EventData<'content.subscription.created'> = { ...sample, name: 'Maria' }
    // @ts-expect-error no such state
    const state: EventData<'content.subscription.created'> = { ...sample, state: 'gone' }
    // @ts-expect-error no such event
    const unknown: WebhookEvent['type'] = 'content.subscription.deleted'
    const read = (event: WebhookEvent) =>
      // @ts-expect-error a ping has no subscription
      event.type === 'integration.ping' ? event.data.subscription : undefined
    expect([removed, named, state, unknown, read]).toHaveLength(5)
  })
})
