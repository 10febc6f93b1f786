import { Logger, makeWorkerUtils, type Runner, run, type WorkerUtils } from 'graphile-worker'
import pg from 'pg'
import { nowMs } from '../measure/clock.js'
import { serve } from '../process/serve.js'
import { CREATE_LOG, createAttemptLog } from './attempt-log.js'
import { type ContenderCommands, placesOf, type Setting } from './contender.js'
import { createMessage, type Message, SECRET } from './message.js'
import { produceSingles, toRecorded } from './produce.js'
import { createSend } from './send.js'

/**
 * Variant `queues`: one named queue per lane, which is how it keeps order; the local queue is off then, since with it
 * messages of one lane are sent at once, as this benchmark saw. Variant `log`: attempts are logged as we do.
 */
const logger = new Logger(() => () => {})
let setting: Setting
let pool: pg.Pool
let utils: WorkerUtils
let runner: Runner | undefined

const connect = (databaseUrl: string, max: number) =>
  new pg.Pool({ connectionString: databaseUrl, max })
    .on('error', () => {})
    .on('connect', (client) => client.on('error', () => {}))
const queueOf = (lane: number) => (setting.variant.queues ? { queueName: `lane-${lane}` } : {})

const open = async (given: Setting) => {
  setting = given
  pool = connect(given.databaseUrl, 24)
  utils = await makeWorkerUtils({ pgPool: pool, logger })
}

// What was quickest of what was tried: 16 to 256 jobs, local queues of 500 to 2,000, delays of 0 to 50 ms.
const tuned = ({ variant }: Setting) =>
  variant.queues
    ? { concurrentJobs: 48, maxPoolSize: 50 }
    : {
        concurrentJobs: variant.log ? 256 : 128,
        maxPoolSize: 20,
        localQueue: { size: variant.log ? 2000 : 1000 },
        completeJobBatchDelay: 5,
        failJobBatchDelay: 5,
      }

serve<ContenderCommands>({
  async prepare({ databaseUrl }) {
    const own = connect(databaseUrl, 1)
    const made = await makeWorkerUtils({ pgPool: own, logger })
    await made.migrate()
    await made.release()
    await own.query(CREATE_LOG)
    await own.end()
  },
  open,
  async bulk(batch) {
    const places = placesOf(batch)
    const messages = places.map(({ lane, sequence }) => createMessage(lane, sequence))
    // Of jobs with the same time any may come first, so each gets its own.
    const firstAt = Date.now() - 120_000
    await utils.addJobs(
      places.map(({ lane }, index) => ({
        identifier: 'send',
        payload: messages[index],
        runAt: new Date(firstAt + index),
        ...queueOf(lane),
      })),
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
        const queue = setting.variant.queues ? `lane-${lane}` : null
        await client.query('select graphile_worker.add_job($1, $2::json, $3)', ['send', JSON.stringify(message), queue])
        await client.query('commit')
      } finally {
        client.release()
      }
      return { id: message.id, lane, sequence }
    }),
  async work(given) {
    await open(given)
    const send = createSend(given.sinkUrl)
    const log = given.variant.log ? createAttemptLog(connect(given.databaseUrl, 2)) : undefined
    runner = await run({
      preset: { worker: { connectionString: given.databaseUrl, pollInterval: 100, logger, ...tuned(given) } },
      noHandleSignals: true,
      taskList: {
        send: async (payload) => {
          const attempt = await send(payload as Message)
          await log?.(attempt)
        },
      },
    })
    runner.promise.catch(() => {})
  },
  async isSettled() {
    const { rows } = await pool.query('select not exists (select from graphile_worker._private_jobs) as settled')
    return rows[0].settled
  },
  secret: async () => SECRET,
})
