import { describe, expect, it } from 'vitest'
import {
  type DesiredState,
  resolveDesiredState,
  type SubscriptionFacts,
} from '../../../src/domain/state/desired-state.js'
import type { SubscriptionState } from '../../../src/entities/package-subscription.js'

const WORKS: SubscriptionFacts = {
  unlinked: false,
  expired: false,
  contentEffect: 'provision',
  migratedAway: false,
  openBlocks: [],
  trustUnlocked: false,
  suspendOnDebt: true,
  target: { integrationId: 1, customerId: 2, productId: 3 },
  sendSuspendResume: true,
  suspendOnPartial: false,
  sendChanged: true,
}

const show = (state: DesiredState): string => {
  if (state.kind === 'absent') return `absent: ${state.cause}`
  return state.kind === 'suspended' ? `suspended: ${state.reasons.join(', ')}` : state.kind
}

type Row = [rule: string, facts: Partial<SubscriptionFacts>, unprovisioned: string, active: string, suspended: string]

const blocked = (...openBlocks: SubscriptionFacts['openBlocks'][number][]) => ({
  contentEffect: 'block' as const,
  openBlocks,
})

const TABLE: Row[] = [
  ['a service that works', {}, 'active', 'active', 'active'],
  ['unlinked', { unlinked: true }, 'absent: unlinked', 'absent: unlinked', 'absent: unlinked'],
  [
    'BR-38: a cancelled service',
    { contentEffect: 'remove' },
    'absent: canceled',
    'absent: canceled',
    'absent: canceled',
  ],
  ['BR-25: expired', { expired: true }, 'absent: expired', 'absent: expired', 'absent: expired'],
  ['BR-13: no integration', { target: null }, 'absent: retargeted', 'absent: retargeted', 'absent: retargeted'],
  [
    'unlinked and cancelled at once',
    { unlinked: true, contentEffect: 'remove' },
    'absent: unlinked',
    'absent: unlinked',
    'absent: unlinked',
  ],
  ['BR-27: waits for installation', { contentEffect: 'waiting' }, 'waiting', 'active', 'suspended: '],
  [
    'waits again, with a block',
    { contentEffect: 'waiting', openBlocks: ['debt'] },
    'waiting',
    'active',
    'suspended: debt',
  ],
  ['BR-31: debt', blocked('debt'), 'waiting', 'suspended: debt', 'suspended: debt'],
  ['BR-31: debt, package that goes on', { ...blocked('debt'), suspendOnDebt: false }, 'active', 'active', 'active'],
  ['BR-35: debt during a trust unlock', { ...blocked('debt'), trustUnlocked: true }, 'active', 'active', 'active'],
  [
    'a trust unlock forgives debt only',
    { ...blocked('debt', 'request'), trustUnlocked: true },
    'waiting',
    'suspended: request',
    'suspended: request',
  ],
  ['partial, platform that goes on', blocked('partial'), 'active', 'active', 'active'],
  [
    'partial, platform that suspends',
    { ...blocked('partial'), suspendOnPartial: true },
    'waiting',
    'suspended: partial',
    'suspended: partial',
  ],
  ['on request', blocked('request'), 'waiting', 'suspended: request', 'suspended: request'],
  [
    'on request, package that ignores debt',
    { ...blocked('request'), suspendOnDebt: false },
    'waiting',
    'suspended: request',
    'suspended: request',
  ],
  ['administrative', blocked('administrative'), 'waiting', 'suspended: administrative', 'suspended: administrative'],
  ['BR-33: two blocks', blocked('debt', 'request'), 'waiting', 'suspended: debt, request', 'suspended: debt, request'],
  [
    'BR-32: blocked, platform told of create and remove only',
    { ...blocked('debt'), sendSuspendResume: false },
    'waiting',
    'active',
    'active',
  ],
  [
    'waits again, platform told of create and remove only',
    { contentEffect: 'waiting', sendSuspendResume: false },
    'waiting',
    'active',
    'suspended: ',
  ],
  [
    'a block whose status does not block',
    { openBlocks: ['request'] },
    'waiting',
    'suspended: request',
    'suspended: request',
  ],
]

describe.each(TABLE)('%s', (_rule, facts, unprovisioned, active, suspended) => {
  const expected: Record<SubscriptionState, string> = {
    absent: unprovisioned,
    waiting: unprovisioned,
    active,
    suspended,
  }
  it.each(Object.entries(expected) as [SubscriptionState, string][])('recorded %s → %s', (recorded, wanted) => {
    expect(show(resolveDesiredState({ ...WORKS, ...facts }, recorded))).toBe(wanted)
  })
})
