import type { EntityManager } from 'typeorm'
import type { DeliveryLogger, RecordConfirmations, SettledEvent } from '../../../src/webhooks/delivery-contract.js'
import { createDispatcher, type Dispatcher } from '../../../src/webhooks/dispatcher.js'
import type { DispatcherOptions } from '../../../src/webhooks/dispatcher-options.js'
import { createEventId } from '../../../src/webhooks/event-id.js'
import { type RecordedEvent, recordEvents } from '../../../src/webhooks/outbox.js'
import { createSender, type Sender } from '../../../src/webhooks/send.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { type Receiver, startReceiver } from '../../support/receiver.js'
import { LOOPBACK, prepareFrom, QUICK, QUICK_DEADLINE_MS, SECRET } from './requests.js'

const STATEFUL = 'content.subscription.suspended'
export const INFORMATIVE = 'content.account.updated'

export interface LogLine {
  level: 'info' | 'warn' | 'error'
  message: string
  fields: Record<string, unknown>
}

export interface Lane {
  id: number
  head_sequence: number
  last_sequence: number
  attempts: number
  earlier_attempts: number
  ready_at: Date
  lease_token: string | null
  lease_until: Date | null
  parked_at: Date | null
  parked_reason: string | null
  requested_by: string | null
}

export interface Attempt {
  number: number
  outcome: string
  status: number | null
  error_class: string | null
  message: string | null
  request_masked: string | null
  response_masked: string | null
  request_sha256: string | null
  requested_by: string | null
  duration_ms: number
  started_at: Date
}

/** One database and what delivery needs around it. Everything started here is stopped by `tidy` (each test) and `drop`. */
export const createWorld = async (given?: TestDatabase) => {
  const database = given ?? (await createTestDatabase())
  const { dataSource } = database
  const receivers: Receiver[] = []
  const dispatchers: Dispatcher[] = []
  const senders: Sender[] = []
  const settled: SettledEvent[] = []
  const log: LogLine[] = []
  let customers = 0

  const logger: DeliveryLogger = {
    info: (fields, message) => log.push({ level: 'info', message, fields }),
    warn: (fields, message) => log.push({ level: 'warn', message, fields }),
    error: (fields, message) => log.push({ level: 'error', message, fields }),
  }
  const recordConfirmations: RecordConfirmations = async (_tx, events) => {
    settled.push(...events)
  }

  const world = {
    dataSource,
    url: database.url,
    connect: database.connect,
    settled,
    log,
    logger,
    recordConfirmations,

    async receiver(tls?: Parameters<typeof startReceiver>[1]) {
      const receiver = await startReceiver(SECRET, tls)
      receivers.push(receiver)
      return receiver
    },
    sender(options: Partial<Parameters<typeof createSender>[0]> = {}) {
      const sender = createSender({ endpoints: LOOPBACK, deadlineMs: QUICK_DEADLINE_MS, ...options })
      senders.push(sender)
      return sender
    },
    dispatcher(options: Partial<DispatcherOptions> = {}) {
      const dispatcher = createDispatcher({
        dataSource,
        sender: options.sender ?? world.sender(),
        prepare: prepareFrom(dataSource),
        recordConfirmations,
        isStateful: (type) => type !== INFORMATIVE,
        pauseIntegration: async ({ integrationId }) => {
          await dataSource.query('update content_platforms.integration set active = false where id = $1', [
            integrationId,
          ])
        },
        logger,
        ...QUICK,
        ...options,
      })
      dispatchers.push(dispatcher)
      return dispatcher
    },
    async integration(url: string): Promise<number> {
      const [row] = await dataSource.query(
        `insert into content_platforms.integration (gateway, description, url) values ('outros', 'Plataforma', $1) returning id`,
        [url],
      )
      return row.id
    },
    async account(integrationId: number): Promise<number> {
      const [id] = await world.accounts(integrationId, 1)
      if (id === undefined) throw new Error('no account was made')
      return id
    },
    async accounts(integrationId: number, count: number): Promise<number[]> {
      const rows: { id: number }[] = await dataSource.query(
        `with c as (
           insert into content_platforms.customer (code, name, person_type)
           select 'C' || n, 'Cliente', 'pf' from generate_series($1::int, $2::int) n returning id)
         insert into content_platforms.platform_account (integration_id, customer_id) select $3::int, id from c returning id`,
        [customers + 1, customers + count, integrationId],
      )
      customers += count
      return rows.map(({ id }) => id)
    },
    /** Records one event per account named, in that order, in `tx` or a transaction of its own. */
    record(input: {
      integrationId: number
      accountIds: readonly number[]
      type?: string
      tx?: EntityManager
    }): Promise<RecordedEvent[]> {
      const { integrationId, accountIds, type = STATEFUL, tx } = input
      const drafts = accountIds.map((accountId) => ({
        id: createEventId(),
        type,
        integrationId,
        accountId,
        subscriptionId: null,
        data: { account: accountId },
      }))
      return tx ? recordEvents(tx, drafts) : dataSource.transaction((own) => recordEvents(own, drafts))
    },
    async lane(laneId: number): Promise<Lane> {
      const [lane] = await dataSource.query('select * from content_platforms.delivery_lane where id = $1', [laneId])
      return lane
    },
    async states(laneId: number): Promise<string[]> {
      const rows: { state: string }[] = await dataSource.query(
        'select state from content_platforms.webhook_event where lane_id = $1 order by sequence',
        [laneId],
      )
      return rows.map(({ state }) => state)
    },
    attempts(eventId: string): Promise<Attempt[]> {
      return dataSource.query('select * from content_platforms.delivery_attempt where event_id = $1 order by id', [
        eventId,
      ])
    },
    /** Stops and forgets everything but the database. */
    async tidy() {
      await Promise.all(dispatchers.splice(0).map((dispatcher) => dispatcher.stop({ deadlineMs: 100 })))
      await Promise.all(senders.splice(0).map((sender) => sender.close()))
      await Promise.all(receivers.splice(0).map((receiver) => receiver.close()))
      await dataSource.query(
        'truncate content_platforms.integration, content_platforms.customer, content_platforms.webhook_event, content_platforms.delivery_attempt, content_platforms.audit_entry cascade',
      )
      settled.length = 0
      log.length = 0
    },
    drop: () => database.drop(),
  }
  return world
}

export type World = Awaited<ReturnType<typeof createWorld>>
