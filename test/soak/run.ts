import { setTimeout as wait } from 'node:timers/promises'
import type { DataSource } from 'typeorm'
import { generateEncryptionKey } from '../../src/secrets/encryption-keys.js'
import { createDice } from '../support/dice.js'
import { startOwnServer } from '../support/own-server.js'
import { check, type Verdict } from './check.js'
import { startCrew } from './crew.js'
import { createFigures, type Figures } from './figures.js'
import { tend, wreakHavoc } from './havoc.js'
import { openEngine } from './open-engine.js'
import { startPlatforms } from './platforms.js'
import { seedIntegrations, seedServices } from './seed.js'

export interface SoakInput {
  /** Repeats the random choices, though not their timing. */
  seed: number
  forMs: number
  workers: number
  producers: number
  services: number
  /** Paths of the compiled processes. */
  scripts: { worker: string; producer: string }
}

export interface SoakResult extends Verdict {
  figures: Figures
  drainMs: number
}

const DRAIN_LIMIT_MS = 120_000

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
  try {
    await wreakHavoc({ server, dataSource, workers, producers, figures, dice, forMs: input.forMs })
    for (const platform of platforms) platform.heal()
    await producers.end()
    const healedAt = performance.now()
    await drained(dataSource)
    const drainMs = performance.now() - healedAt
    await workers.end()
    const requests = platforms.flatMap((platform) => platform.requests)
    return { ...(await check(dataSource, { requests, figures })), figures, drainMs }
  } finally {
    workers.kill()
    producers.kill()
    await Promise.all(platforms.map((platform) => platform.close()))
    await engine.stop()
    await dataSource.destroy()
    await server.stop()
  }
}

/** Waits until nothing is pending, or as long as that may take; what is left then is for the checker to say. */
const drained = async (dataSource: DataSource) => {
  const startedAt = performance.now()
  while (performance.now() - startedAt < DRAIN_LIMIT_MS) {
    await tend(dataSource)
    const [{ pending }] = await dataSource.query(
      `select count(*)::int as pending from content_platforms.webhook_event where state = 'pending'`,
    )
    if (pending === 0) return
    await wait(250)
  }
}
