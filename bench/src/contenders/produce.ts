import { setTimeout as delay } from 'node:timers/promises'
import { nowMs } from '../measure/clock.js'
import type { Recorded } from '../measure/verdict.js'
import { type Singles, turnsOf } from './contender.js'

interface Place {
  lane: number
  sequence: number
}

/** Runs `record` for each message, `producers` at a time, by the given rate, until the time is up. */
export const produceSingles = async (
  input: Singles,
  record: (place: Place, producer: number) => Promise<{ id: string; lane: number; sequence: number }>,
): Promise<Recorded> => {
  const turns = turnsOf(input)
  const done: { id: string; lane: number; sequence: number; committedAt: number }[] = []
  const startedAt = nowMs()
  const intervalMs = input.ratePerSecond ? 1000 / input.ratePerSecond : 0
  let next = 0
  const produce = async (producer: number) => {
    while (next < turns.length) {
      const index = next++
      const place = turns[index]
      const dueAt = startedAt + index * intervalMs
      if (!place || nowMs() - startedAt > input.maxMs) return
      if (dueAt > nowMs() + 1) await delay(dueAt - nowMs())
      const recorded = await record(place, producer)
      done.push({ ...recorded, committedAt: nowMs() })
    }
  }
  await Promise.all(Array.from({ length: input.producers }, (_, producer) => produce(producer)))
  return toRecorded(done)
}

export const toRecorded = (
  messages: readonly { id: string; lane: number; sequence: number; committedAt: number }[],
): Recorded => ({
  ids: messages.map(({ id }) => id),
  lanes: Int32Array.from(messages, ({ lane }) => lane),
  sequences: Int32Array.from(messages, ({ sequence }) => sequence),
  committedAt: Float64Array.from(messages, ({ committedAt }) => committedAt),
})
