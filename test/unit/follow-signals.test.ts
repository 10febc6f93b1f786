import { describe, expect, it } from 'vitest'
import type { AlertNotice, OnAlert } from '../../src/alerts/alert-notice.js'
import { callHost } from '../../src/alerts/call-host.js'
import { followSignals } from '../../src/follow-signals.js'
import { keptBy } from '../support/kept-by.js'

describe('a signal that follows others', () => {
  it('is aborted with the first of them, for its reason', () => {
    const [first, second] = [new AbortController(), new AbortController()]
    const { signal } = followSignals(first.signal, second.signal)
    expect(signal.aborted).toBe(false)
    second.abort('enough')
    first.abort('later')
    expect(signal.reason).toBe('enough')
  })

  it('is aborted from the start if one of them is', () => {
    expect(followSignals(new AbortController().signal, AbortSignal.abort('over')).signal.reason).toBe('over')
  })

  it('once released is nothing that they keep, and is not aborted any more', () => {
    const source = new AbortController()
    const following = Array.from({ length: 100 }, () => followSignals(source.signal))
    expect(keptBy(source.signal)).toBe(100)
    for (const { release } of following) release()
    expect(keptBy(source.signal)).toBe(0)
    source.abort()
    expect(following.some(({ signal }) => signal.aborted)).toBe(false)
  })

  it('is needed: what `AbortSignal.any` makes of a signal stays in it', () => {
    const source = new AbortController()
    AbortSignal.any([source.signal])
    expect(keptBy(source.signal)).toBe(1)
  })
})

it('a host that is told of alerts leaves nothing with the signal by which it would be interrupted', async () => {
  const stopping = new AbortController()
  const notice = { kind: 'brake_held' } as AlertNotice
  const call = (onAlert: OnAlert, deadlineMs = 5_000) =>
    callHost({ onAlert, notice, deadlineMs, stopping: stopping.signal })
  expect(await call(() => {})).toEqual({ kind: 'told' })
  expect(await call(() => Promise.reject(new Error('no')))).toMatchObject({ kind: 'failed' })
  expect(await call(() => new Promise(() => {}), 1)).toEqual({ kind: 'late' })
  expect(keptBy(stopping.signal)).toBe(0)
})
