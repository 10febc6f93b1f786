import { createAlertTellJob } from '../../../src/jobs/alert-tell.job.js'
import { createAlertWatchJob } from '../../../src/jobs/alert-watch.job.js'
import type { Job } from '../../../src/jobs/job.js'
import { createJobRunner } from '../../../src/jobs/runner.js'
import { connect } from '../../support/template-database.js'

/** A host's process with `onAlert`, which writes each call down and, if told to, never returns from it. */
export interface AlertProcessInput {
  databaseUrl: string
  hangs: boolean
  leaseMs: number
}

const input: AlertProcessInput = JSON.parse(process.argv[2] ?? '{}')
const say = (word: string) => process.stdout.write(`${word}\n`)
const dataSource = await connect(input.databaseUrl)
const often = (job: Job): Job => ({ ...job, schedule: { kind: 'every', intervalMs: 20 } })

const runner = createJobRunner({
  dataSource,
  timeZone: 'America/Sao_Paulo',
  leaseMs: input.leaseMs,
  pollMs: 20,
  maxRunning: 2,
  logger: { info: () => {}, warn: (_, message) => say(message), error: (_, message) => say(message) },
  jobs: [
    often(createAlertWatchJob({ resumeUndeliveredHours: 4, jobFailures: 3 }, 20)),
    often(
      createAlertTellJob({
        logger: { warn: (_, message) => say(message) },
        async onAlert({ id, change }) {
          await dataSource.query('insert into heard (pid, alert_id, change) values ($1, $2, $3)', [
            process.pid,
            id,
            change,
          ])
          say('heard')
          if (input.hangs) await new Promise(() => {})
        },
      }),
    ),
  ],
})
runner.start()
say('ready')
process.once('SIGTERM', async () => {
  await runner.stop({ deadlineMs: 5_000 })
  await dataSource.destroy()
})
