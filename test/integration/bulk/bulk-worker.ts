import { readToday } from '../../../src/domain/clock.js'
import { createFactSubscriber } from '../../../src/hooks/fact.subscriber.js'
import { recordChanges } from '../../../src/hooks/record-changes.js'
import { createBulkJob } from '../../../src/jobs/bulk.job.js'
import { connect } from '../../support/template-database.js'

/** Carries out bulk jobs in a process of its own, to be killed in the middle. Says `ready`, and `ended` when none is left. */
export interface BulkWorkerInput {
  databaseUrl: string
}

const { databaseUrl }: BulkWorkerInput = JSON.parse(process.argv[2] ?? '{}')
const timeZone = 'America/Sao_Paulo'
const say = (word: string) => process.stdout.write(`${word}\n`)

const dataSource = await connect(databaseUrl)
dataSource.subscribers.push(
  createFactSubscriber({
    record: async ({ manager }, touches) => {
      await recordChanges(manager, touches, (tx) => readToday(tx, timeZone))
    },
    committed: () => {},
  }),
)
const job = createBulkJob({
  domain: { timeZone, linkWhileInDebt: false },
  logger: { error: (_fields, message) => say(message) },
})
say('ready')
const { signal } = new AbortController()
await job.run({ dataSource, signal, step: (work) => dataSource.transaction(work) })
say('ended')
await dataSource.destroy()
