import type { EntityManager } from 'typeorm'
import { Product } from '../entities/product.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord } from '../panel/record-action.js'
import { readDeliveryFigures } from '../webhooks/delivery-figures.js'
import { readDeliveryHealthOf } from './delivery-state.js'
import type { PanelAction } from './panel-action.js'

const ERROR_DAYS = 7
const SHOWN_PRODUCTS = 100

interface Counts {
  waiting: number
  parked: number
}

// Lanes stand for what waits, so that no number here takes a walk through all events ever sent.
const readCounts = async (tx: EntityManager, integrationId: number): Promise<Counts | undefined> => {
  const [counts]: Counts[] = await tx.query(
    `select
       coalesce(sum(l.last_sequence - l.head_sequence + 1) filter (where l.parked_at is null), 0)::int as waiting,
       count(*) filter (where l.parked_at is not null)::int as parked
     from content_platforms.delivery_lane l where l.integration_id = $1`,
    [integrationId],
  )
  return counts
}

const readLastError = async (tx: EntityManager, integrationId: number): Promise<object | null> => {
  const [attempt]: object[] = await tx.query(
    `select a.started_at as at, a.outcome, a.status, a.error_class as "errorClass", a.message
     from content_platforms.delivery_attempt a
     where a.integration_id = $1 and a.outcome <> 'accepted' and a.started_at > now() - make_interval(days => $2)
     order by a.started_at desc limit 1`,
    [integrationId, ERROR_DAYS],
  )
  return attempt ?? null
}

/** Of the newest comparison that came to something; 0 before the first. */
const countDifferences = async (tx: EntityManager, integrationId: number): Promise<number> => {
  const [row]: { open: number }[] = await tx.query(
    `select count(*)::int as open from content_platforms.reconciliation_difference
     where fixed_at is null and reconciliation_id = (
       select max(id) from content_platforms.reconciliation
       where integration_id = $1 and finished_at is not null and failure is null)`,
    [integrationId],
  )
  return row?.open ?? 0
}

/** Those on sale first, by name; a long catalogue is in the list of products. */
const readProducts = async (tx: EntityManager, integrationId: number) => {
  const [products, productCount] = await tx
    .getRepository(Product)
    .findAndCount({ where: { integrationId }, order: { active: 'DESC', name: 'ASC' }, take: SHOWN_PRODUCTS })
  return { products, productCount }
}

/** How an integration is doing: its products, differences from its platform, events of the last day, what waits or stands still, the last error. */
export const showOverviewAction = ({ dataSource, domain }: PanelContext): PanelAction => ({
  actionType: 'record',
  isVisible: false,
  component: false,
  handler: readRecord(dataSource, async (integrationId, _query, { tx }) => ({
    delivery: await readDeliveryHealthOf(tx, integrationId),
    deliveries: await readCounts(tx, integrationId),
    hours: await readDeliveryFigures(tx, { integrationId, timeZone: domain.timeZone }),
    lastError: await readLastError(tx, integrationId),
    openDifferences: await countDifferences(tx, integrationId),
    ...(await readProducts(tx, integrationId)),
  })),
})
