import { nowMs } from '../measure/clock.js'
import { type ClaimTimes, watchClaims } from '../ours/claim-times.js'
import { createDraft } from '../ours/drafts.js'
import { holdLanes } from '../ours/hold-lanes.js'
import { type Host, openHost } from '../ours/host.js'
import { recordEvents } from '../ours/package.js'
import { readSecret } from '../ours/read-secret.js'
import { readRecorded } from '../ours/recorded-since.js'
import { suspendForDebt } from '../ours/suspend.js'
import { createWorld } from '../ours/world.js'
import { serve } from '../process/serve.js'
import type { Batch, ContenderCommands, Recorded, Setting } from './contender.js'
import { produceSingles } from './produce.js'

/** The package itself with its defaults: order per lane, every attempt logged, confirmations stored. */
let host: Host
let setting: Setting
let claims: ClaimTimes

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index)

const open = async (given: Setting, connections: number) => {
  setting = given
  host ??= await openHost(given.databaseUrl, { connections, delivery: given.delivery })
  claims ??= watchClaims(host.dataSource)
}

/** What only ours is asked for. */
export type OursCommands = ContenderCommands & {
  /** Suspends a service for debt, and so records one event, in each of `lanes` transactions, `everyMs` apart. */
  suspendEach(input: { firstLane: number; lanes: number; everyMs: number }): Promise<Recorded>
  /** Records so many events in one transaction, of which nothing but the time is told. */
  recordMany(batch: Batch): Promise<number>
  /** Leaves lanes with an event each that waits for its retry, or parked, by turns. */
  holdLanes(input: { firstLane: number; lanes: number }): Promise<void>
  /** How long each claim of this process took since the last time, in ms. */
  claimTimes(input: undefined): number[]
  drain(input: undefined): Promise<void>
}

serve<OursCommands>({
  async prepare({ databaseUrl, sinkUrl, lanes, packages }) {
    const maker = await openHost(databaseUrl)
    await createWorld(maker, { sinkUrl, customers: lanes, packages })
    await maker.dataSource.destroy()
  },
  open: (given) => open(given, 24),
  // Facts, not events: so many services with all their packages are suspended for debt.
  async bulk({ firstLane, lanes }) {
    await suspendForDebt(host, idsFrom(firstLane, lanes))
    return readRecorded(host.dataSource, { firstLane, lanes, committedAt: nowMs() })
  },
  singles: (input) =>
    produceSingles(input, async ({ lane, sequence }) => {
      const draft = createDraft({ lane, sequence, packages: setting.packages })
      const [event] = await host.dataSource.transaction((tx) => recordEvents(tx, [draft]))
      host.wake()
      return { id: draft.id, lane, sequence: event?.sequence ?? 0 }
    }),
  async suspendEach({ firstLane, lanes, everyMs }) {
    const last = { firstLane, lanes, perLane: 1, from: 0, producers: 1, maxMs: Number.POSITIVE_INFINITY }
    const done = await produceSingles({ ...last, ratePerSecond: 1000 / everyMs }, async ({ lane, sequence }) => {
      await suspendForDebt(host, [lane])
      return { id: '', lane, sequence }
    })
    const recorded = await readRecorded(host.dataSource, { firstLane, lanes, committedAt: 0 })
    return { ...recorded, committedAt: done.committedAt }
  },
  async recordMany({ firstLane, lanes, perLane, from }) {
    const drafts = idsFrom(firstLane, lanes).flatMap((lane) =>
      idsFrom(from, perLane).map((sequence) => createDraft({ lane, sequence, packages: setting.packages })),
    )
    const startedAt = nowMs()
    await host.dataSource.transaction((tx) => recordEvents(tx, drafts))
    return nowMs() - startedAt
  },
  holdLanes: (input) => holdLanes(host.dataSource, input),
  async work(given) {
    await open(given, 10)
    await host.content.start()
  },
  claimTimes: () => claims.take(),
  drain: () => host.content.stop(),
  async isSettled() {
    const [row] = await host.dataSource.query(
      `select not exists (
         select from content_platforms.delivery_lane
         where head_sequence <= last_sequence and parked_at is null and attempts = 0) as settled`,
    )
    return row.settled
  },
  secret: () => readSecret(host),
})
