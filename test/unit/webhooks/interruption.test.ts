import { describe, expect, it } from 'vitest'
import { Interrupter } from '../../../src/webhooks/interruption.js'

describe('Interrupter', () => {
  it('tells each listener once, and none that left', () => {
    const interrupter = new Interrupter()
    const told: string[] = []
    const first = () => told.push('first')
    const second = () => told.push('second')
    const third = () => told.push('third')
    for (const listener of [first, second, third]) interrupter.addEventListener('abort', listener)
    interrupter.removeEventListener('abort', second)
    interrupter.abort()
    interrupter.abort()
    expect(told).toEqual(['first', 'third'])
    expect(interrupter.aborted).toBe(true)
  })

  it('keeps no listener that left as the only one', () => {
    const interrupter = new Interrupter()
    const told: string[] = []
    const listener = () => told.push('left')
    interrupter.addEventListener('abort', listener)
    interrupter.removeEventListener('abort', listener)
    interrupter.abort()
    expect(told).toEqual([])
  })

  it('lets a listener leave while it is told', () => {
    const interrupter = new Interrupter()
    const told: string[] = []
    const first = () => {
      told.push('first')
      interrupter.removeEventListener('abort', first)
    }
    interrupter.addEventListener('abort', first)
    interrupter.addEventListener('abort', () => told.push('second'))
    interrupter.abort()
    expect(told).toEqual(['first', 'second'])
  })

  it('keeps the only listener when one leaves that never came', () => {
    const interrupter = new Interrupter()
    const told: boolean[] = []
    interrupter.addEventListener('abort', () => told.push(interrupter.aborted))
    interrupter.removeEventListener('abort', () => {})
    interrupter.abort()
    expect(told).toEqual([true])
  })

  it('tells nobody who came too late, as an AbortSignal does', () => {
    const interrupter = new Interrupter()
    const told: string[] = []
    interrupter.abort()
    interrupter.addEventListener('abort', () => told.push('late'))
    interrupter.abort()
    expect(told).toEqual([])
  })
})
