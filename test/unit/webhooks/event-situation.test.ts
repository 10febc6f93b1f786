import { expect, it } from 'vitest'
import { en } from '../../../src/locale/en.js'
import { ptBR } from '../../../src/locale/pt-BR.js'
import { EVENT_SITUATIONS, resolveSituation } from '../../../src/webhooks/event-situation.js'

const pending = { state: 'pending', isHead: true, attempts: 0, parked: false } as const

it.each([
  [{}, 'pending'],
  [{ attempts: 2 }, 'retrying'],
  [{ attempts: 2, parked: true }, 'parked'],
  [{ isHead: false, attempts: 2, parked: true }, 'behind'],
  [{ state: 'delivered', parked: true }, 'delivered'],
  [{ state: 'skipped', attempts: 3 }, 'skipped'],
  [{ state: 'failed' }, 'failed'],
] as const)('an event with %j is %s', (facts, situation) => {
  expect(resolveSituation({ ...pending, ...facts })).toBe(situation)
})

it('each situation has a label in both languages', () => {
  for (const words of [ptBR, en]) {
    expect(Object.keys(words.resources.WebhookEvent.labels.situation ?? {}).sort()).toEqual(
      [...EVENT_SITUATIONS].sort(),
    )
  }
})
