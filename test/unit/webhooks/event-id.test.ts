import { expect, it } from 'vitest'
import { createEventId } from '../../../src/webhooks/event-id.js'

it('is a UUIDv7 that carries the time of its making', () => {
  const before = Date.now()
  const id = createEventId()
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const ms = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  expect(ms).toBeGreaterThanOrEqual(before)
  expect(ms).toBeLessThanOrEqual(Date.now() + 1)
})

it('rises strictly within a process, also over many in one millisecond', () => {
  const ids = Array.from({ length: 50_000 }, createEventId)
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(ids.length)
})
