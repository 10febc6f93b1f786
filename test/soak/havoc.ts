import { setTimeout as wait } from 'node:timers/promises'
import type { DataSource } from 'typeorm'
import { redeliverEvents } from '../../src/webhooks/redeliver-events.js'
import type { Dice } from '../support/dice.js'
import type { OwnServer } from '../support/own-server.js'
import type { Crew } from './crew.js'
import { ACTOR } from './facts.js'
import type { Figures } from './figures.js'

export interface HavocInput {
  server: OwnServer
  dataSource: DataSource
  workers: Crew
  producers: Crew
  figures: Figures
  dice: Dice
  forMs: number
}

/** Does everything to the system that delivery.md names, at random and all at once. When it resolves, nothing stands still. */
export const wreakHavoc = async (input: HavocInput): Promise<void> => {
  const over = AbortSignal.timeout(input.forMs)
  const loops = [restartDatabase, troubleProcesses, cutConnections, tendPlatforms]
  await Promise.all(
    loops.map(async (loop) => {
      while (!over.aborted) await loop(input)
    }),
  )
}

const restartDatabase = async ({ server, figures, dice }: HavocInput) => {
  await wait(dice.between(3_000, 7_000))
  const how = dice.pick(['orderly', 'crash'] as const)
  await server.restart(how)
  figures.did(`PostgreSQL: ${how} restart`)
}

const troubleProcesses = async ({ workers, producers, figures, dice }: HavocInput) => {
  await wait(dice.between(500, 2_500))
  const crew = dice.chance(0.75) ? workers : producers
  if (crew.children.size === 0) return
  const child = dice.pick([...crew.children])
  const kind = crew === workers ? 'worker' : 'producer'
  const signal = dice.pick(['SIGKILL', 'SIGSTOP', 'SIGTERM'] as const)
  child.signal(signal)
  figures.did(`${kind}: ${signal}`)
  if (signal !== 'SIGSTOP') return
  const from = performance.now()
  await wait(dice.between(500, 11_000))
  child.signal('SIGCONT')
  figures.stops.push({ from, until: performance.now() })
}

const cutConnections = async ({ server, dataSource, figures, dice }: HavocInput) => {
  await wait(dice.between(1_000, 3_000))
  if (dice.chance(0.5)) {
    await dataSource
      .query(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null',
      )
      .then(() => figures.did('all connections terminated'))
      .catch(() => {})
    return
  }
  server.proxy.cutWhere((statement) =>
    statement === 'COMMIT' && dice.chance(0.1) ? dice.pick(['before the server', 'before the answer']) : undefined,
  )
  await wait(1_000)
  server.proxy.cutWhere(() => undefined)
}

/** What people do meanwhile: switch on again what a 410 switched off, and have parked events sent again. */
const tendPlatforms = async ({ dataSource, figures }: HavocInput) => {
  await wait(2_000)
  await tend(dataSource)
    .then((redelivered) => redelivered && figures.did('redelivered by hand'))
    .catch(() => {}) // the database may be away
}

/** Whether anything was parked. */
export const tend = async (dataSource: DataSource): Promise<boolean> => {
  await dataSource.query('update content_platforms.integration set active = true where not active')
  const input = { filter: {}, actor: ACTOR, expectedCount: 100_000 }
  return redeliverEvents(dataSource, input).then(
    () => true,
    () => false,
  )
}
