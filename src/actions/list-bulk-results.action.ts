import type { EntityManager } from 'typeorm'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readResource } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'

const PER_PAGE = 50
const STATES = ['pending', 'done', 'refused']

const readItems = (tx: EntityManager, input: { jobId: number; state: string | null; page: number }) =>
  tx.query(
    `select i.position, i.state, i.code, i.data, i.finished_at as "finishedAt", i.service_id as "serviceId",
       sv.number, sv.customer_id as "customerId", c.name as customer, pl.name as plan
     from (select * from content_platforms.bulk_job_item
       where job_id = $1 and ($2::text is null or state = $2) order by position limit $3 offset $4) i
     join content_platforms.customer_service sv on sv.id = i.service_id
     join content_platforms.customer c on c.id = sv.customer_id
     join content_platforms.plan pl on pl.id = sv.plan_id order by i.position`,
    [input.jobId, input.state, PER_PAGE, (input.page - 1) * PER_PAGE],
  )

const whole = (value: unknown): number => {
  const text = String(value ?? '')
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
}

/** A job's progress, how many were refused for which reason, and a page of its results. */
export const listBulkResults = ({ dataSource }: PanelContext): PanelAction => ({
  actionType: 'resource',
  component: false,
  isVisible: false,
  handler: readResource(dataSource, async (query, { tx }) => {
    const jobId = whole(query.jobId)
    const [job] = await tx.query(
      `select id, kind, state, total, done, refused, actor, reason, created_at as "createdAt",
         finished_at as "finishedAt", clock_timestamp() as "now"
       from content_platforms.bulk_job where id = $1`,
      [jobId],
    )
    if (!job) throw new DomainError('NOT_FOUND', { id: jobId })
    const state = STATES.find((known) => known === query.state) ?? null
    const page = Math.max(1, whole(query.page))
    const reasons = await tx.query(
      `select code, count(*)::int as count from content_platforms.bulk_job_item
       where job_id = $1 and state = 'refused' group by code order by count desc, code`,
      [jobId],
    )
    return { job, reasons, page, perPage: PER_PAGE, items: await readItems(tx, { jobId, state, page }) }
  }),
})
