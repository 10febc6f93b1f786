import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { DeliveryObserver } from '../webhooks/delivery-observer.js'
import type { LaneCounts } from '../webhooks/slots.js'
import { ANSWER_SECONDS, LANES, PREFIX, STATEMENT_SECONDS } from './names.js'
import { outcomeClassOf } from './outcome-class.js'
import { createTally } from './tally.js'

/** Counts what this process delivers, in a registry. */
export const createDeliveryMetrics = (registry: Registry): DeliveryObserver => {
  const registers = [registry]
  const attempts = new Counter({
    name: `${PREFIX}delivery_attempts_total`,
    help: 'Attempts to deliver an event, by what came of them.',
    labelNames: ['integration', 'event_type', 'outcome'],
    registers,
    collect: () => tell(),
  })
  const delivered = new Counter({
    name: `${PREFIX}delivery_delivered_total`,
    help: 'Events that a platform accepted.',
    labelNames: ['integration', 'event_type'],
    registers,
    collect: () => tell(),
  })
  const failed = new Counter({
    name: `${PREFIX}delivery_failed_total`,
    help: 'Attempts that failed, by class of failure and what follows: retry, park (a person decides) or fail (given up).',
    labelNames: ['integration', 'class', 'next'],
    registers,
  })
  const duration = new Histogram({
    name: `${PREFIX}delivery_attempt_duration_seconds`,
    help: 'Time from the beginning of an attempt until its answer was read.',
    labelNames: ['integration'],
    buckets: ANSWER_SECONDS,
    registers,
  })
  const claim = new Histogram({
    name: `${PREFIX}delivery_claim_duration_seconds`,
    help: 'Time of the statement that claims due lanes.',
    buckets: STATEMENT_SECONDS,
    registers,
  })
  const claimed = new Histogram({
    name: `${PREFIX}delivery_claimed_lanes`,
    help: 'Lanes that one claim found.',
    buckets: LANES,
    registers,
  })
  const settle = new Histogram({
    name: `${PREFIX}delivery_settle_duration_seconds`,
    help: 'Time of the transaction that writes results down.',
    buckets: STATEMENT_SECONDS,
    registers,
  })
  const settled = new Histogram({
    name: `${PREFIX}delivery_settled_lanes`,
    help: 'Lanes whose results one transaction wrote down.',
    buckets: LANES,
    registers,
  })
  const tally = createTally()
  const tell = () =>
    tally.take(([integration, event_type, outcome], count) => {
      attempts.inc({ integration, event_type, outcome }, count)
      if (outcome === 'accepted') delivered.inc({ integration, event_type }, count)
    })
  let lanesInFlight: ReadonlyMap<number, LaneCounts> = new Map()
  new Gauge({
    name: `${PREFIX}delivery_in_flight_lanes`,
    help: 'Lanes that this process holds now, each with one request under way at most.',
    labelNames: ['integration', 'kind'],
    registers,
    collect() {
      this.reset()
      for (const [integration, { fresh, retry }] of lanesInFlight) {
        this.set({ integration, kind: 'first' }, fresh)
        this.set({ integration, kind: 'retry' }, retry)
      }
    },
  })

  return {
    attempted({ event: { integrationId: integration, type: event_type }, sent, step }) {
      const outcome = outcomeClassOf(sent.outcome)
      tally.count(integration, event_type, outcome)
      if (sent.durationMs > 0) duration.observe({ integration }, sent.durationMs / 1_000)
      if (step.kind !== 'done') failed.inc({ integration, class: outcome, next: step.kind })
    },
    claimed({ lanes, durationMs }) {
      claim.observe(durationMs / 1_000)
      claimed.observe(lanes)
    },
    settled({ lanes, durationMs }) {
      settle.observe(durationMs / 1_000)
      settled.observe(lanes)
    },
    inFlight(lanes) {
      lanesInFlight = lanes
    },
    breakerTurned() {}, // its state is the database's
  }
}
