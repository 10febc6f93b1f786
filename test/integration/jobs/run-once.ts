import type { DataSource, EntityManager } from 'typeorm'
import { createFactSubscriber } from '../../../src/hooks/fact.subscriber.js'
import { recordChanges } from '../../../src/hooks/record-changes.js'
import type { JobParts } from '../../../src/jobs/index.js'
import type { Job, JobResult } from '../../../src/jobs/job.js'
import { createProvider } from '../../support/provider.js'

interface LoggedLine {
  message: string
  fields: Record<string, unknown>
}

/** Runs a job to its end, as the runner does with the lease that it holds. */
export const runOnce = (job: Job, dataSource: DataSource, signal = new AbortController().signal): Promise<JobResult> =>
  job.run({ dataSource, signal, step: (work) => dataSource.transaction(work) })

/** `yyyy-mm-dd`, so many days later. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** A provider, and a process of its own for jobs, in which it is the day that the test chooses. */
export const createJobWorld = async () => {
  const provider = await createProvider()
  const dataSource = await provider.connect()
  const [row] = await dataSource.query(`select (now() at time zone 'America/Sao_Paulo')::date::text as today`)
  const today: string = row.today
  const clock = { today }
  const readToday = async (_tx: EntityManager): Promise<string> => clock.today
  dataSource.subscribers.push(
    createFactSubscriber({
      record: async ({ manager }, touches) => {
        await recordChanges(manager, touches, readToday)
      },
      committed: () => {},
    }),
  )
  const lines: LoggedLine[] = []
  const note = (fields: Record<string, unknown>, message: string) => {
    lines.push({ message, fields })
  }
  const parts: Pick<JobParts, 'readToday' | 'logger' | 'dailyHour'> = {
    readToday,
    logger: { info: note, warn: note, error: note },
    dailyHour: 4,
  }
  return {
    provider,
    dataSource,
    parts,
    lines,
    /** The real day, on which records are made. */
    today,
    /** Sets the day of the jobs, so many days after today. */
    setDay: (offset: number) => {
      clock.today = addDays(today, offset)
    },
    run: (job: Job) => runOnce(job, dataSource),
  }
}

export type JobWorld = Awaited<ReturnType<typeof createJobWorld>>
