import { generateEncryptionKey } from '../../src/secrets/encryption-keys.js'
import { createDice } from '../support/dice.js'
import { startOwnServer } from '../support/own-server.js'
import { check, type Verdict } from './check.js'
import { startCrew } from './crew.js'
import { drained } from './drained.js'
import { createFigures, type Figures } from './figures.js'
import { type Flood, flood } from './flood.js'
import { wreakHavoc } from './havoc.js'
import { openEngine } from './open-engine.js'
import { startPlatforms } from './platforms.js'
import { startRetention } from './retention.js'
import { seedIntegrations, seedServices } from './seed.js'

export interface SoakInput {
  /** Repeats the random choices, though not their timing. */
  seed: number
  forMs: number
  workers: number
  producers: number
  services: number
  /** How long attempts and events are kept. Longer than what may be written down anew after a fault. */
  keepMs: number
  /** Events that follow at once when all has healed; none with 0. */
  floodEvents: number
  /** Paths of the compiled processes. */
  scripts: { worker: string; producer: string }
}

export interface SoakResult extends Verdict {
  figures: Figures
  drainMs: number
  flood?: Flood
}

/** A short soak has little to drain, and the test around it must see it fail. */
const drainLimitMs = ({ forMs }: SoakInput) => Math.min(300_000, Math.max(60_000, forMs))

/** Everything at once for a while, then all heals, the queue drains, and what the platforms saw is checked. */
export const runSoak = async (input: SoakInput): Promise<SoakResult> => {
  const dice = createDice(input.seed)
  const figures = createFigures()
  const server = await startOwnServer()
  const encryptionKey = generateEncryptionKey()
  const own = { databaseUrl: server.url, encryptionKey, seed: input.seed }
  const { dataSource, engine } = await openEngine(own)
  const integrations = await seedIntegrations(dataSource, engine.domain, 3)
  const platforms = await startPlatforms(integrations, dice)
  for (const { integrationId, url } of platforms)
    await dataSource.query('update content_platforms.integration set url = $2 where id = $1', [integrationId, url])
  await seedServices(dataSource, input.services)

  let children = 0
  const nextSeed = () => {
    children += 1
    return input.seed * 1_000 + children
  }
  const crew = (script: string, size: number) => startCrew({ ...own, script, size, nextSeed, figures })
  const workers = await crew(input.scripts.worker, input.workers)
  const producers = await crew(input.scripts.producer, input.producers)
  const retention = await startRetention({ databaseUrl: server.url, dayMs: input.keepMs, figures })
  try {
    await wreakHavoc({ server, dataSource, workers, producers, figures, dice, forMs: input.forMs })
    for (const platform of platforms) platform.heal()
    await producers.end()
    const healedAt = performance.now()
    await drained(dataSource, drainLimitMs(input))
    const drainMs = performance.now() - healedAt
    await retention.end()
    const flooded = input.floodEvents > 0 && (await flood(dataSource, { platforms, events: input.floodEvents }))
    await workers.end()
    const requests = platforms.flatMap((platform) => platform.requests)
    const verdict = await check(dataSource, { requests, figures, retention })
    if (!flooded) return { ...verdict, figures, drainMs }
    return { ...verdict, broken: [...verdict.broken, ...flooded.broken], figures, drainMs, flood: flooded }
  } finally {
    workers.kill()
    producers.kill()
    await Promise.all(platforms.map((platform) => platform.close()))
    await retention.close()
    await engine.stop()
    await dataSource.destroy()
    await server.stop()
  }
}
