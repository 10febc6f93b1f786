import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  REMOVAL_CAUSES,
  type Recorded,
  type SubscriptionFacts,
  type Target,
} from '../../../src/domain/state/desired-state.js'
import { type Decision, decideChanges } from '../../../src/domain/state/subscription-changes.js'
import type { SubscriptionState } from '../../../src/entities/package-subscription.js'
import { BLOCK_KINDS } from '../../../src/entities/service-block.js'

const TARGET: Target = { integrationId: 1, customerId: 2, productId: 3 }
const WORKS: SubscriptionFacts = {
  unlinked: false,
  expired: false,
  contentEffect: 'provision',
  migratedAway: false,
  openBlocks: [],
  trustUnlocked: false,
  suspendOnDebt: true,
  target: TARGET,
  sendSuspendResume: true,
  suspendOnPartial: false,
  sendChanged: true,
}
const DEBT = { contentEffect: 'block', openBlocks: ['debt'] } as const

const decide = (state: SubscriptionState, facts: Partial<SubscriptionFacts> = {}) =>
  decideChanges({ state, target: state === 'absent' ? null : TARGET }, { ...WORKS, ...facts })

const kinds = ({ changes }: Decision) => changes.map(({ at, change }) => `${change.kind} at ${at}`)
const causes = ({ changes }: Decision) =>
  changes.flatMap(({ change }) => (change.kind === 'removed' ? [change.cause] : []))

describe('what a platform must learn', () => {
  it('created, once the service works', () => {
    expect(kinds(decide('absent'))).toEqual(['created at desired'])
    expect(kinds(decide('waiting'))).toEqual(['created at desired'])
  })
  it('nothing of a subscription that was never created: not its block, not its end', () => {
    expect(decide('absent', DEBT)).toEqual({ changes: [], state: 'waiting' })
    expect(decide('waiting', { unlinked: true })).toEqual({ changes: [], state: 'absent' })
  })
  it('suspended with its reasons, resumed without', () => {
    const suspended = decide('active', DEBT)
    expect(suspended.changes).toEqual([
      { at: 'desired', change: { kind: 'suspended', state: 'suspended', reasons: ['debt'] } },
    ])
    expect(kinds(decide('suspended'))).toEqual(['resumed at desired'])
  })
  it('BR-33: nothing when a second block opens or one of two closes', () => {
    expect(decide('suspended', { ...DEBT, openBlocks: ['debt', 'request'] }).changes).toEqual([])
    expect(decide('suspended', { ...DEBT, openBlocks: ['request'] }).changes).toEqual([])
  })
  it('BR-32: nothing of a block while suspend and resume are off', () => {
    expect(decide('active', { ...DEBT, sendSuspendResume: false })).toEqual({ changes: [], state: 'active' })
  })
  it('BR-32: resumed when suspend and resume are switched off, so that nobody stays blocked', () => {
    expect(kinds(decide('suspended', { ...DEBT, sendSuspendResume: false }))).toEqual(['resumed at desired'])
  })
  it('nothing while a created one waits again', () => {
    expect(decide('active', { contentEffect: 'waiting' })).toEqual({ changes: [], state: 'active' })
    expect(decide('suspended', { contentEffect: 'waiting' })).toEqual({ changes: [], state: 'suspended' })
  })
  it.each([
    ['unlinked', { unlinked: true }],
    ['canceled', { contentEffect: 'remove' }],
    ['expired', { expired: true }],
    ['retargeted', { target: null }],
  ] as const)('removed where it was, because %s', (cause, facts) => {
    for (const state of ['active', 'suspended'] as const) {
      expect(kinds(decide(state, facts))).toEqual(['removed at recorded'])
      expect(causes(decide(state, facts))).toEqual([cause])
    }
  })
  it('removed there and created here for another integration', () => {
    const moved = decide('active', { target: { ...TARGET, integrationId: 9, productId: 8 } })
    expect(kinds(moved)).toEqual(['removed at recorded', 'created at desired'])
    expect(causes(moved)).toEqual(['retargeted'])
  })
  it('BR-43: removed for the old holder and created for the new', () => {
    const moved = decide('suspended', { target: { ...TARGET, customerId: 9 } })
    expect(kinds(moved)).toEqual(['removed at recorded', 'created at desired'])
    expect(causes(moved)).toEqual(['holder_changed'])
  })
  it('removed there only, while the service is blocked: it is created here when the block ends', () => {
    const moved = decide('active', { ...DEBT, target: { ...TARGET, integrationId: 9 } })
    expect(kinds(moved)).toEqual(['removed at recorded'])
    expect(moved.state).toBe('waiting')
  })
  it('changed for another product of the same integration, in the state that it has', () => {
    const other = { target: { ...TARGET, productId: 9 } }
    expect(kinds(decide('active', other))).toEqual(['changed at desired'])
    expect(decide('suspended', { ...DEBT, ...other }).changes).toEqual([
      { at: 'desired', change: { kind: 'changed', state: 'suspended' } },
    ])
  })
  it('removed and created anew for another product, where the platform does not take `changed`', () => {
    const other = { target: { ...TARGET, productId: 9 }, sendChanged: false }
    expect(kinds(decide('active', other))).toEqual(['removed at recorded', 'created at desired'])
    expect(causes(decide('active', other))).toEqual(['retargeted'])
    const blocked = decide('suspended', { ...DEBT, ...other })
    expect(kinds(blocked)).toEqual(['removed at recorded'])
    expect(blocked.state).toBe('waiting')
  })
  it('BR-41: removed because of the migration, where the service has a successor', () => {
    expect(causes(decide('active', { contentEffect: 'remove', migratedAway: true }))).toEqual(['migrated'])
  })
})

const target = fc.record({
  integrationId: fc.integer({ min: 1, max: 2 }),
  customerId: fc.integer({ min: 1, max: 2 }),
  productId: fc.integer({ min: 1, max: 3 }),
})
const facts: fc.Arbitrary<SubscriptionFacts> = fc.record({
  unlinked: fc.boolean(),
  expired: fc.boolean(),
  contentEffect: fc.constantFrom('waiting', 'provision', 'block', 'remove'),
  migratedAway: fc.boolean(),
  openBlocks: fc.uniqueArray(fc.constantFrom(...BLOCK_KINDS)),
  trustUnlocked: fc.boolean(),
  suspendOnDebt: fc.boolean(),
  target: fc.option(target),
  sendSuspendResume: fc.boolean(),
  suspendOnPartial: fc.boolean(),
  sendChanged: fc.boolean(),
})

const account = ({ integrationId, customerId }: Target) => `${integrationId}/${customerId}`

/** What the platforms hold: state and product by account. Refuses what a real one would find impossible. */
const createPlatforms = () => {
  const held = new Map<string, { state: string; productId: number }>()
  return {
    held,
    learn({ changes }: Decision, recorded: Recorded, now: SubscriptionFacts) {
      for (const { at, change } of changes) {
        const place = at === 'recorded' ? recorded.target : now.target
        if (!place) throw new Error(`${change.kind} has no account`)
        const user = held.get(account(place))
        if ((user === undefined) !== (change.kind === 'created')) throw new Error(`${change.kind} at a wrong account`)
        if (user?.state === change.state && change.kind !== 'changed') throw new Error(`${change.kind} says nothing`)
        if (change.kind === 'removed') held.delete(account(place))
        else held.set(account(place), { state: change.state, productId: place.productId })
      }
    },
  }
}

describe('any history of facts', () => {
  it('BR-30: leaves the platforms in the recorded state, and deciding again yields nothing', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 12 }), (history) => {
        const platforms = createPlatforms()
        let recorded: Recorded = { state: 'absent', target: null }
        for (const now of history) {
          const decision = decideChanges(recorded, now)
          platforms.learn(decision, recorded, now)
          const isHeld = decision.state === 'active' || decision.state === 'suspended'
          recorded = { state: decision.state, target: isHeld ? now.target : recorded.target }
          const expected =
            isHeld && now.target
              ? [[account(now.target), { state: decision.state, productId: now.target.productId }]]
              : []
          expect([...platforms.held]).toEqual(expected)
          expect(decideChanges(recorded, now)).toEqual({ changes: [], state: decision.state })
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('a removal always names a cause of the list', () => {
    fc.assert(
      fc.property(facts, facts, (before, after) => {
        const { state } = decideChanges({ state: 'absent', target: null }, before)
        for (const cause of causes(decideChanges({ state, target: before.target }, after))) {
          expect(REMOVAL_CAUSES).toContain(cause)
        }
      }),
    )
  })
})
