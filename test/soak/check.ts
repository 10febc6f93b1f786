import type { DataSource } from 'typeorm'
import { readToday } from '../../src/domain/clock.js'
import { recompute } from '../../src/jobs/recompute.js'
import {
  type CommittedEvent,
  explainByUnknownOutcome,
  findBrokenPromises,
  readCommitted,
  type SeenRequest,
} from '../integration/webhooks/invariants.js'
import { ACTOR } from './facts.js'
import type { Figures } from './figures.js'
import type { Purged, Retention } from './retention.js'

export interface Verdict {
  /** One sentence each; none if every promise was kept. */
  broken: string[]
  events: number
  failedAsInformative: number
  attempts: number
  requests: number
  purged: Purged
  /** Events that were sent again after their platform had taken them, by the reason. */
  repeats: Record<string, number>
}

/** Judges a soak that is over and drained. */
export const check = async (
  dataSource: DataSource,
  { requests, figures, retention }: { requests: readonly SeenRequest[]; figures: Figures; retention: Retention },
): Promise<Verdict> => {
  // Before anything is put back: what was purged must not be missed by anybody else.
  const drift = await findDrift(dataSource)
  const { broken: purgedInError, ...purged } = await retention.putBack()
  const committed = await readCommitted(dataSource)
  const wasUnknown = await explainByUnknownOutcome(dataSource)
  const repeats: Record<string, number> = {}
  const explain = (event: CommittedEvent): string | undefined => {
    if (wasUnknown(event)) return 'outcome never written down'
    return figures.staleLanes.has(event.laneId) ? 'worker was overtaken' : undefined
  }
  const broken = findBrokenPromises({
    committed,
    requests,
    mayRepeat: (event) => {
      const reason = explain(event)
      if (reason) repeats[reason] = (repeats[reason] ?? 0) + 1
      return reason !== undefined
    },
    mayOverlap: (_, startedAt) => figures.stoodStillAt(startedAt),
  })
  const [{ attempts }] = await dataSource.query(
    'select count(*)::int as attempts from content_platforms.delivery_attempt',
  )
  const [{ doubled }] = await dataSource.query(
    `select count(*)::int as doubled from (
       select from content_platforms.delivery_attempt group by event_id, started_at having count(*) > 1) d`,
  )
  if (doubled > 0) broken.push(`${doubled} attempts were written down twice`)
  return {
    broken: [...broken, ...drift, ...purgedInError, ...figures.unexpected],
    events: committed.length,
    failedAsInformative: committed.filter(({ state }) => state === 'failed').length,
    attempts,
    requests: requests.length,
    purged,
    repeats,
  }
}

const findDrift = async (dataSource: DataSource): Promise<string[]> => {
  const found = await recompute({
    dataSource,
    actor: ACTOR,
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    readToday: (tx) => readToday(tx, 'UTC'),
    signal: new AbortController().signal,
    step: (work) => dataSource.transaction(work),
  })
  return found.drifted === 0 ? [] : [`a full recompute found ${found.drifted} subscriptions adrift`]
}
