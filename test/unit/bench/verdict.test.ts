import { expect, test } from 'vitest'
import { type Arrivals, judgeDeliveries, keptOrder, type Recorded } from '../../../bench/src/measure/verdict.js'

/** Messages named by lane and sequence, such as `a1`. */
const recordedOf = (names: readonly string[]): Recorded => ({
  ids: [...names],
  lanes: Int32Array.from(names, (name) => name.charCodeAt(0)),
  sequences: Int32Array.from(names, (name) => Number(name.slice(1))),
  committedAt: new Float64Array(names.length),
})

/** What a sink saw, in its order: `a1` began, `/a1` was answered. */
const arrivalsOf = (log: string): Arrivals => {
  const steps = log.split(' ')
  const begun = steps.flatMap((step, tick) => (step.startsWith('/') ? [] : [{ id: step, tick }]))
  return {
    ids: begun.map(({ id }) => id),
    arrivedAt: Float64Array.from(begun, ({ tick }) => tick),
    arrivalTicks: Int32Array.from(begun, ({ tick }) => tick),
    answerTicks: Int32Array.from(begun, ({ id, tick }) => steps.indexOf(`/${id}`, tick)),
  }
}

const judge = (names: string, log: string) => judgeDeliveries(recordedOf(names.split(' ')), arrivalsOf(log))

test('lanes beside each other and each in its order are in order', () => {
  const verdict = judge('a1 a2 b1 b2', 'a1 b1 /b1 /a1 b2 a2 /a2 /b2')
  expect(verdict).toEqual({ delivered: 4, missing: 0, duplicates: 0, outOfOrder: 0, overlapping: 0, unknown: 0 })
  expect(keptOrder(verdict)).toBe(true)
})

test('a message that came before its predecessor is out of order', () => {
  const verdict = judge('a1 a2', 'a2 /a2 a1 /a1')
  expect(verdict).toMatchObject({ outOfOrder: 1, overlapping: 0 })
  expect(keptOrder(verdict)).toBe(false)
})

test('a message that began before its predecessor was answered overlaps', () => {
  const verdict = judge('a1 a2', 'a1 a2 /a1 /a2')
  expect(verdict).toMatchObject({ outOfOrder: 0, overlapping: 1 })
  expect(keptOrder(verdict)).toBe(false)
})

test('a message whose predecessor never came is out of order', () => {
  expect(judge('a1 a2', 'a2 /a2')).toMatchObject({ delivered: 1, missing: 1, outOfOrder: 1 })
})

test('what came twice is a duplicate, and what nobody recorded is unknown', () => {
  expect(judge('a1', 'a1 /a1 a1 /a1 z9 /z9')).toMatchObject({ delivered: 1, duplicates: 1, unknown: 1 })
})

test('a second delivery counts for no order: the first ones do', () => {
  expect(judge('a1 a2', 'a1 /a1 a2 /a2 a1 /a1')).toMatchObject({ duplicates: 1, outOfOrder: 0, overlapping: 0 })
})
