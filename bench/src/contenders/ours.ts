import { nowMs } from '../measure/clock.js'
import { createDraft } from '../ours/drafts.js'
import { type Host, openHost } from '../ours/host.js'
import { recordEvents } from '../ours/package.js'
import { readSecret } from '../ours/read-secret.js'
import { readRecorded } from '../ours/recorded-since.js'
import { suspendForDebt } from '../ours/suspend.js'
import { createWorld } from '../ours/world.js'
import { serve } from '../process/serve.js'
import type { ContenderCommands } from './contender.js'
import { produceSingles } from './produce.js'

/** The package itself with its defaults: order per lane, every attempt logged, confirmations stored. */
let host: Host
const PACKAGES = 10

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index)

serve<ContenderCommands>({
  async prepare({ databaseUrl, sinkUrl, lanes }) {
    const maker = await openHost(databaseUrl)
    await createWorld(maker, { sinkUrl, customers: lanes, packages: PACKAGES })
    await maker.dataSource.destroy()
  },
  async open({ databaseUrl }) {
    host = await openHost(databaseUrl, { connections: 24 })
  },
  // Facts, not events: so many services with ten packages each are suspended for debt.
  async bulk({ firstLane, lanes }) {
    await suspendForDebt(host, idsFrom(firstLane, lanes))
    return readRecorded(host.dataSource, { firstLane, lanes, committedAt: nowMs() })
  },
  singles: (input) =>
    produceSingles(input, async ({ lane, sequence }) => {
      const draft = createDraft({ lane, sequence, packages: PACKAGES })
      const [event] = await host.dataSource.transaction((tx) => recordEvents(tx, [draft]))
      return { id: draft.id, lane, sequence: event?.sequence ?? 0 }
    }),
  async work({ databaseUrl }) {
    host = await openHost(databaseUrl)
    await host.content.start()
  },
  async isSettled() {
    const [row] = await host.dataSource.query(
      `select not exists (select from content_platforms.webhook_event where state = 'pending') as settled`,
    )
    return row.settled
  },
  secret: () => readSecret(host),
})
