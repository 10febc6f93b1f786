import type { BulkInput } from '../../../src/domain/bulk/bulk-input.js'
import { type BulkPreview, previewBulk } from '../../../src/domain/bulk/preview-bulk.js'
import { type StartBulkInput, startBulk } from '../../../src/domain/bulk/start-bulk.js'
import { createBulkJob } from '../../../src/jobs/bulk.job.js'
import { ACTOR, createProvider } from '../../support/provider.js'

export interface Item {
  position: number
  serviceId: number
  subscriptionId: number | null
  state: string
  code: string | null
  data: Record<string, unknown> | null
}

export interface JobState {
  state: string
  total: number
  done: number
  refused: number
  actor: string
}

/** A provider with bulk jobs: what the screens do, and a worker that is run when the test says so. */
export const createBulkProvider = async (options: Parameters<typeof createProvider>[0] = {}) => {
  const provider = await createProvider(options)
  const errors: Record<string, unknown>[] = []
  const job = createBulkJob({ domain: provider.domain, logger: { error: (fields) => errors.push(fields) } })
  return {
    ...provider,
    /** What the worker logged as unexpected. */
    errors,
    preview: (input: BulkInput): Promise<BulkPreview> =>
      provider.inTransaction((tx) => previewBulk(tx, input, provider.domain)),
    start: async (input: BulkInput & Partial<StartBulkInput>): Promise<number> =>
      (
        await provider.inTransaction((tx) =>
          startBulk(tx, { actor: ACTOR, ...input } as StartBulkInput, provider.domain),
        )
      ).id,
    run: (dataSource = provider.dataSource, signal = new AbortController().signal) =>
      job.run({ dataSource, signal, step: (work) => dataSource.transaction(work) }),
    async items(jobId: number): Promise<Item[]> {
      return provider.dataSource.query(
        `select position, service_id as "serviceId", subscription_id as "subscriptionId", state, code, data
         from content_platforms.bulk_job_item where job_id = $1 order by position`,
        [jobId],
      )
    },
    async job(jobId: number): Promise<JobState> {
      const [row] = await provider.dataSource.query(
        'select state, total, done, refused, actor from content_platforms.bulk_job where id = $1',
        [jobId],
      )
      return row
    },
    /** Many services of one plan at once, each of a customer of its own; their ids ascending. */
    async services(count: number, planId: number): Promise<number[]> {
      const rows: { id: number }[] = await provider.inTransaction((tx) =>
        tx.query(
          `with people as (
             insert into content_platforms.customer (code, name, person_type)
             select 'm' || nextval('content_platforms.customer_code'), 'Cliente ' || n, 'pf'
             from generate_series(1, $1::int) n returning id)
           insert into content_platforms.customer_service
             (customer_id, plan_id, number, status_id, due_day, price_cents, activated_at)
           select id, $2, 'm' || nextval('content_platforms.service_number'),
             (select id from content_platforms.service_status where code = 'servico_habilitado'), 10, 9990, now()
           from people returning id`,
          [count, planId],
        ),
      )
      return rows.map(({ id }) => id).sort((a, b) => a - b)
    },
  }
}

export type BulkProvider = Awaited<ReturnType<typeof createBulkProvider>>
