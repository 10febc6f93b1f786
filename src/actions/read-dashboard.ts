import type { PageHandler } from 'adminjs'
import type { EntityManager } from 'typeorm'
import type { DashboardData, DashboardFigure, HeldPlatform } from '../components/dashboard/dashboard-data.js'
import { roleOf } from '../panel/actor.js'
import { can } from '../panel/can.js'
import type { PanelContext } from '../panel/panel-context.js'
import { NORMAL_DELIVERY, readDeliveryHealth } from './delivery-state.js'
import { readAlerts } from './read-alerts.js'

const SHOWN_PLATFORMS = 5
const SHOWN_ALERTS = 5
const MAX_ALERTS = 500

type Figures = Record<DashboardFigure['name'], number>
type Steps = NonNullable<DashboardData['steps']>

/** Where a figure's records are; the right to see them is asked for. */
const PLACES: Record<DashboardFigure['name'], { resourceId: string; actionName?: string; search?: string }> = {
  customers: { resourceId: 'Customer' },
  activeServices: { resourceId: 'CustomerService' },
  suspendedServices: { resourceId: 'CustomerService' },
  activePackages: { resourceId: 'PackageSubscription' },
  waitingEvents: { resourceId: 'WebhookEvent' },
  parkedLanes: { resourceId: 'WebhookEvent', actionName: 'listParkedLanes' },
  heldBrakes: { resourceId: 'MassBrake', search: '?filters.state=held' },
}

const readFigures = async (tx: EntityManager): Promise<Figures> => {
  const [figures]: Figures[] = await tx.query(
    `with services as (
       select st.content_effect as effect, count(*) as count from content_platforms.customer_service sv
       join content_platforms.service_status st on st.id = sv.status_id group by 1
     ), lanes as (
       select coalesce(sum(last_sequence - head_sequence + 1), 0) as waiting,
         count(*) filter (where parked_at is not null) as parked
       from content_platforms.delivery_lane where head_sequence <= last_sequence)
     select (select count(*)::int from content_platforms.customer) as customers,
       coalesce((select count from services where effect = 'provision'), 0)::int as "activeServices",
       coalesce((select count from services where effect = 'block'), 0)::int as "suspendedServices",
       (select count(*)::int from content_platforms.package_subscription
        where recorded_state = 'active') as "activePackages",
       (select waiting::int from lanes) as "waitingEvents", (select parked::int from lanes) as "parkedLanes",
       (select count(*)::int from content_platforms.mass_brake where state = 'held') as "heldBrakes"`,
  )
  if (!figures) throw new TypeError('the database answered no figures')
  return figures
}

const readSteps = async (tx: EntityManager): Promise<Steps> => {
  const [steps]: Steps[] = await tx.query(
    `select exists (select from content_platforms.integration) as integration,
       exists (select from content_platforms.product) as sync,
       exists (select from content_platforms.content_package where product_id is not null) as package,
       exists (select from content_platforms.package_subscription) as link`,
  )
  if (!steps) throw new TypeError('the database answered no steps')
  return steps
}

const readHeldPlatforms = async (tx: EntityManager): Promise<HeldPlatform[]> => {
  const held: { id: number; name: string }[] = await tx.query(
    `select i.id, i.description as name from content_platforms.delivery_gate gate
     join content_platforms.integration i on i.id = gate.integration_id
     where gate.breaker <> 'closed' and i.active order by gate.opened_at limit ${SHOWN_PLATFORMS}`,
  )
  const health = await readDeliveryHealth(
    tx,
    held.map(({ id }) => id),
  )
  return held.map(({ id, name }) => ({ id, name, delivery: health.get(id) ?? NORMAL_DELIVERY }))
}

/** Platforms to which delivery is interrupted are told of apart, as they stand this moment. */
const readOpenAlerts = async (tx: EntityManager): Promise<NonNullable<DashboardData['alerts']>> => {
  const open = (await readAlerts(tx, { limit: MAX_ALERTS })).filter(({ kind }) => kind !== 'breaker_open')
  return { shown: open.slice(0, SHOWN_ALERTS), more: Math.max(0, open.length - SHOWN_ALERTS) }
}

/** What the first page tells: the platforms in trouble, the figures of the moment that the reader may see, and which first steps are done. */
export const readDashboard =
  ({ dataSource }: Pick<PanelContext, 'dataSource'>): PageHandler =>
  async (_request, _response, { currentAdmin, h }): Promise<DashboardData> => {
    const role = roleOf(currentAdmin)
    const tx = dataSource.manager
    const [figures, steps, held, alerts] = await Promise.all([
      readFigures(tx),
      readSteps(tx),
      readHeldPlatforms(tx),
      readOpenAlerts(tx),
    ])
    const shown = (Object.keys(PLACES) as DashboardFigure['name'][]).flatMap((name) => {
      const { resourceId, actionName, search } = PLACES[name]
      if (!can(role, resourceId, 'list') || (name === 'heldBrakes' && figures.heldBrakes === 0)) return []
      const query = search ? { search } : {}
      const href = actionName
        ? h.resourceActionUrl({ resourceId, actionName })
        : h.resourceUrl({ resourceId, ...query })
      return [{ name, value: figures[name], href }]
    })
    const heldPlatforms = (can(role, 'WebhookEvent', 'list') ? held : []).map((platform) => {
      const place = { resourceId: 'Integration', recordId: String(platform.id), actionName: 'show' }
      return can(role, 'Integration', 'show') ? { ...platform, href: h.recordActionUrl(place) } : platform
    })
    return { figures: shown, heldPlatforms, steps, ...(can(role, 'Alert', 'list') ? { alerts } : {}) }
  }
