import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { nowMs } from '../measure/clock.js'
import { createEventId } from '../ours/package.js'
import { serve } from '../process/serve.js'
import { type ContenderCommands, placesOf, type Setting } from './contender.js'
import { createMessage, type Message, SECRET } from './message.js'
import { produceSingles, toRecorded } from './produce.js'
import { createSend } from './send.js'

/** Variant `strict`: the policy `key_strict_fifo` with the lane as key. Neither logs attempts. */
let setting: Setting
let pool: pg.Pool
let boss: PgBoss

const QUEUE = 'webhooks'

const start = async ({ databaseUrl }: Setting, options: { migrate: boolean; listens: boolean }) => {
  const started = new PgBoss({
    connectionString: databaseUrl,
    max: 20,
    migrate: options.migrate,
    supervise: false,
    schedule: false,
    useListenNotify: options.listens,
  })
  started.on('error', (error) => process.stderr.write(`pg-boss: ${error.message}\n`))
  await started.start()
  return started
}

// Of jobs of one transaction the id decides which comes first; a random one, as by default, would lose the order.
const jobOf = (message: Message, lane: number) => ({
  id: createEventId(),
  data: message,
  ...(setting.variant.strict ? { singletonKey: `lane-${lane}` } : {}),
})

serve<ContenderCommands>({
  async prepare(given) {
    const maker = await start(given, { migrate: true, listens: false })
    const { strict } = given.variant
    await maker.createQueue(QUEUE, { policy: strict ? 'key_strict_fifo' : 'standard', notify: true })
    await maker.stop({ graceful: false })
  },
  async open(given) {
    setting = given
    pool = new pg.Pool({ connectionString: given.databaseUrl, max: 24 })
    boss = await start(given, { migrate: false, listens: false })
  },
  async bulk(batch) {
    const places = placesOf(batch)
    const messages = places.map(({ lane, sequence }) => createMessage(lane, sequence))
    await boss.insert(
      QUEUE,
      messages.map((message, index) => jobOf(message, places[index]?.lane ?? 0)),
    )
    const committedAt = nowMs()
    return toRecorded(places.map((place, index) => ({ ...place, id: messages[index]?.id ?? '', committedAt })))
  },
  singles: (input) =>
    produceSingles(input, async ({ lane, sequence }) => {
      const message = createMessage(lane, sequence)
      const client = await pool.connect()
      try {
        await client.query('begin')
        const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
        const { data, ...options } = jobOf(message, lane)
        await boss.send(QUEUE, data, { ...options, db })
        await client.query('commit')
      } finally {
        client.release()
      }
      return { id: message.id, lane, sequence }
    }),
  async work(given) {
    boss = await start(given, { migrate: false, listens: true })
    const send = createSend(given.sinkUrl)
    await boss.work<Message>(
      QUEUE,
      {
        batchSize: given.variant.strict ? 1_000 : 250,
        localConcurrency: given.variant.strict ? 1 : 4,
        pollingIntervalSeconds: 0.5,
        notifyPollingIntervalSeconds: 0.5,
        burstWhenBatchFull: true,
      },
      async (jobs) => {
        await Promise.all(jobs.map(({ data }) => send(data)))
      },
    )
  },
  async isSettled() {
    const { rows } = await pool.query(
      `select not exists (select from pgboss.job where name = $1 and state < 'completed') as settled`,
      [QUEUE],
    )
    return rows[0].settled
  },
  secret: async () => SECRET,
})
