import { describe, expect, it } from 'vitest'
import { resolveStanding, STANDINGS, type StandingFacts } from '../../../src/domain/state/subscription-standing.js'
import { en } from '../../../src/locale/en.js'
import { ptBR } from '../../../src/locale/pt-BR.js'

const at = (sequence: number, accountId = 1) => ({ accountId, sequence })
const standing = (facts: Partial<StandingFacts>) =>
  resolveStanding({
    wanted: true,
    hasPlatform: true,
    serviceEffect: 'provision',
    recordedState: 'active',
    recorded: at(1),
    confirmed: at(1),
    lane: { headSequence: 2, parked: false },
    eventType: 'content.subscription.created',
    ...facts,
  })
const unsettled = { confirmed: null, lane: { headSequence: 1, parked: false } }

describe('how a package of a service stands', () => {
  it('is what was recorded once the platform acknowledged it', () => {
    expect(standing({})).toBe('active')
    expect(standing({ recordedState: 'suspended' })).toBe('suspended')
    expect(standing({ recordedState: 'absent', wanted: false })).toBe('removed')
  })

  it.each([
    ['created', 'active', 'awaiting_created'],
    ['suspended', 'suspended', 'awaiting_suspended'],
    ['resumed', 'active', 'awaiting_resumed'],
    ['changed', 'active', 'awaiting_changed'],
    ['removed', 'absent', 'awaiting_removed'],
  ] as const)('is what is awaited while %s is recorded only', (type, recordedState, expected) => {
    const eventType = `content.subscription.${type}`
    expect(standing({ ...unsettled, eventType, recordedState, wanted: type !== 'removed' })).toBe(expected)
  })

  it('is awaited while only an earlier event was acknowledged', () => {
    const lane = { headSequence: 2, parked: false }
    const eventType = 'content.subscription.suspended'
    expect(standing({ recorded: at(2), confirmed: at(1), recordedState: 'suspended', lane, eventType })).toBe(
      'awaiting_suspended',
    )
  })

  it('does not take the word of another account: sequences of two accounts cannot be compared', () => {
    expect(standing({ recorded: at(1, 2), confirmed: at(9, 1), lane: { headSequence: 1, parked: false } })).toBe(
      'awaiting_created',
    )
  })

  it('is an error while its lane is parked, also behind an earlier event', () => {
    expect(standing({ confirmed: null, lane: { headSequence: 1, parked: true } })).toBe('error')
    expect(standing({ recorded: at(5), confirmed: at(1), lane: { headSequence: 3, parked: true } })).toBe('error')
  })

  it('is no error when its own events are through and a later one of another package is parked', () => {
    expect(standing({ lane: { headSequence: 2, parked: true } })).toBe('active')
  })

  it.each(['active', 'suspended', 'absent'] as const)(
    'is not applied, never %s, when its event was skipped',
    (state) => {
      const facts = { confirmed: null, lane: { headSequence: 2, parked: false }, recordedState: state }
      expect(standing({ ...facts, wanted: state !== 'absent' })).toBe('not_applied')
    },
  )

  it('clears by a later success', () => {
    expect(standing({ recorded: at(3), confirmed: at(3), lane: { headSequence: 4, parked: false } })).toBe('active')
  })

  it('BR-27: waits for the installation, or for the end of a block, before anything was sent', () => {
    const nothingSent = {
      recorded: null,
      confirmed: null,
      lane: null,
      eventType: null,
      recordedState: 'waiting',
    } as const
    expect(standing({ ...nothingSent, serviceEffect: 'waiting' })).toBe('waiting_installation')
    expect(standing({ ...nothingSent, serviceEffect: 'block' })).toBe('waiting_unblock')
    expect(standing({ ...nothingSent, recordedState: 'absent', wanted: false })).toBe('removed')
  })

  it('BR-13: belongs to no platform', () => {
    const local = { recorded: null, confirmed: null, lane: null, hasPlatform: false, recordedState: 'absent' } as const
    expect(standing(local)).toBe('local')
    expect(standing({ ...local, serviceEffect: 'waiting' })).toBe('waiting_installation')
    expect(standing({ ...local, wanted: false })).toBe('removed')
  })

  it('has a label in both languages', () => {
    for (const words of [ptBR, en]) {
      expect(Object.keys(words.resources.PackageSubscription.labels.status ?? {}).sort()).toEqual([...STANDINGS].sort())
    }
  })
})
