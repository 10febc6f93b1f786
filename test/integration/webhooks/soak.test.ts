import { afterAll, beforeAll, expect, it } from 'vitest'
import { report } from '../../soak/report.js'
import { runSoak } from '../../soak/run.js'
import { type Compiled, compileScripts } from '../../support/compile.js'

let compiled: Compiled
beforeAll(async () => {
  compiled = await compileScripts('test/soak/worker', 'test/soak/producer')
})
afterAll(() => compiled?.remove())

it('a short soak of everything at once keeps every promise of delivery, and leaves no drift', async () => {
  const result = await runSoak({
    seed: 4,
    forMs: 12_000,
    workers: 2,
    producers: 1,
    services: 40,
    keepMs: 10_000,
    floodEvents: 0,
    scripts: { worker: compiled.scriptOf('test/soak/worker'), producer: compiled.scriptOf('test/soak/producer') },
  })
  expect(result.broken, report(result)).toEqual([])
  expect(result.events).toBeGreaterThan(50)
  expect(result.purged.attempts).toBeGreaterThan(20)
  expect(result.purged.events).toBeGreaterThan(0)
  expect(Object.keys(result.figures.faults).length).toBeGreaterThan(3)
}, 180_000)
