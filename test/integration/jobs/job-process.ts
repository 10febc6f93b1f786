import { createJobRunner } from '../../../src/jobs/runner.js'
import { connect } from '../../support/template-database.js'

/** A process that runs one job, which notes that it runs and then holds on until it is told to end. */
export interface JobProcessInput {
  databaseUrl: string
  name: string
  leaseMs: number
}

const input: JobProcessInput = JSON.parse(process.argv[2] ?? '{}')
const say = (word: string) => process.stdout.write(`${word}\n`)

const dataSource = await connect(input.databaseUrl)

const runner = createJobRunner({
  dataSource,
  timeZone: 'America/Sao_Paulo',
  leaseMs: input.leaseMs,
  pollMs: 20,
  maxRunning: 1,
  logger: { info: () => {}, warn: (_, message) => say(message), error: (_, message) => say(message) },
  jobs: [
    {
      name: input.name,
      schedule: { kind: 'every', intervalMs: 0 },
      async run({ signal, step }) {
        await step((tx) => tx.query(`insert into leader_note (pid) values ($1)`, [process.pid]))
        say('leads')
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
        // What a job that didn't heed the signal would do.
        await step((tx) => tx.query(`insert into leader_note (pid) values ($1)`, [-process.pid]))
        return {}
      },
    },
  ],
})
runner.start()
say('ready')

process.once('SIGTERM', async () => {
  await runner.stop({ deadlineMs: 5_000 })
  await dataSource.destroy()
})
