import { describe, expect, it } from 'vitest'
import {
  CHOOSABLE_EVENTS,
  NOT_IN_HUBSOFT,
  REQUIRED_EVENTS,
  refuseEventTypes,
  wantsEvent,
} from '../../../src/domain/state/wanted-events.js'
import { DEFAULT_EVENT_TYPES } from '../../../src/entities/integration.js'

const [CREATED = '', REMOVED = ''] = REQUIRED_EVENTS
const SUSPENDED = 'content.subscription.suspended'
const RESUMED = 'content.subscription.resumed'

describe('the events that an integration chooses', () => {
  it('are by default creation, suspension, resumption and removal', () => {
    expect(refuseEventTypes(DEFAULT_EVENT_TYPES, 'standard')).toBeNull()
    expect([...DEFAULT_EVENT_TYPES].sort()).toEqual([CREATED, REMOVED, SUSPENDED, RESUMED].sort())
  })

  it.each([
    [[REMOVED], 'requiredEvents'],
    [[CREATED], 'requiredEvents'],
    [[], 'requiredEvents'],
    [[CREATED, REMOVED, SUSPENDED], 'eventsOnlyTogether'],
    [[CREATED, REMOVED, RESUMED], 'eventsOnlyTogether'],
    [[CREATED, REMOVED, 'integration.ping'], 'invalidChoice'],
    [[CREATED, REMOVED, 'content.subscription.deleted'], 'invalidChoice'],
    [[CREATED, REMOVED], null],
    [[CREATED, REMOVED, SUSPENDED, RESUMED], null],
    [CHOOSABLE_EVENTS, null],
  ])('%j: %s', (types, code) => {
    expect(refuseEventTypes(types, 'standard')).toBe(code)
  })

  it('are in the HubSoft-compatible format only those that it has names for', () => {
    expect(NOT_IN_HUBSOFT.map((name) => name.replace('content.subscription.', ''))).toEqual([
      'relinked',
      'snapshot',
      'expiring',
    ])
    for (const type of NOT_IN_HUBSOFT)
      expect(refuseEventTypes([CREATED, REMOVED, type], 'hubsoft')).toBe('eventNotInFormat')
    const told = CHOOSABLE_EVENTS.filter((type) => !NOT_IN_HUBSOFT.includes(type))
    expect(refuseEventTypes(told, 'hubsoft')).toBeNull()
  })

  it('always hold creation and removal', () => {
    expect(REQUIRED_EVENTS.every((type) => wantsEvent({ eventTypes: [] }, type))).toBe(true)
    expect(wantsEvent({ eventTypes: [] }, SUSPENDED)).toBe(false)
    expect(wantsEvent({ eventTypes: [SUSPENDED] }, SUSPENDED)).toBe(true)
  })
})
