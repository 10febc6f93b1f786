import type { EntityManager } from 'typeorm'
import { readOutstanding } from '../domain/customers/anonymization.js'
import { forgetCustomer } from '../domain/customers/forget-customer.js'
import { skipLanes } from '../webhooks/skip-lanes.js'
import { type Job, LeaseLost } from './job.js'

export interface AnonymizeJobOptions {
  /** After how many days undelivered events are given up, so that nobody is kept for a platform that is gone. */
  stuckDays: number
  intervalMs?: number
}

const ACTOR = { id: 'job:customer.anonymize', role: 'system' } as const
/** Of the audit entries of what was given up. */
const GIVEN_UP = 'anonymization_stuck'
const MAX_CUSTOMERS = 1_000

type Step = 'forgotten' | 'given_up' | 'waiting' | 'gone'

const forgetOne = async (tx: EntityManager, customerId: number, stuckDays: number): Promise<Step> => {
  // The request may be withdrawn this moment: who comes second finds it gone, or done.
  const [request]: { stuck: boolean }[] = await tx.query(
    `select anonymization_requested_at < now() - make_interval(days => $2) as stuck from content_platforms.customer
     where id = $1 and anonymization_requested_at is not null and anonymized_at is null for no key update skip locked`,
    [customerId, stuckDays],
  )
  if (!request) return 'gone'
  const { provisioned, pending, inFlight } = await readOutstanding(tx, customerId)
  if (inFlight || (provisioned + pending > 0 && !request.stuck)) return 'waiting'
  const skippedEvents = pending > 0 ? await skipLanes(tx, { customerId, reason: GIVEN_UP, actor: ACTOR }) : 0
  await forgetCustomer(tx, { customerId, skippedEvents, actor: ACTOR })
  return skippedEvents > 0 ? 'given_up' : 'forgotten'
}

/** BR-76: forgets the customers who are to be forgotten, once every platform was told or given up; each by itself. */
export const createAnonymizeJob = ({ stuckDays, intervalMs = 60_000 }: AnonymizeJobOptions): Job => ({
  name: 'customer.anonymize',
  schedule: { kind: 'every', intervalMs },
  async run({ dataSource, signal, step }) {
    const requested: { id: number }[] = await dataSource.query(
      `select id from content_platforms.customer
       where anonymization_requested_at is not null and anonymized_at is null
       order by anonymization_requested_at, id limit $1`,
      [MAX_CUSTOMERS],
    )
    const steps: Record<Step, number> = { forgotten: 0, given_up: 0, waiting: 0, gone: 0 }
    const failures: unknown[] = []
    for (const { id } of requested) {
      if (signal.aborted) break
      try {
        steps[await step((tx) => forgetOne(tx, id, stuckDays))] += 1
      } catch (error) {
        if (error instanceof LeaseLost) throw error
        failures.push(error) // one that can't be forgotten must not keep the others
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} customers could not be forgotten`)
    return { forgotten: steps.forgotten, givenUp: steps.given_up, waiting: steps.waiting }
  },
})
