import type { PanelContext } from '../panel/panel-context.js'
import { readResource } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'

/** What the form of a bulk job offers: plans, statuses, packages and platforms, the inactive ones last. */
export const listBulkChoices = ({ dataSource }: PanelContext): PanelAction => ({
  actionType: 'resource',
  component: false,
  isVisible: false,
  handler: readResource(dataSource, async (_query, { tx }) => ({
    plans: await tx.query('select id, name, active from content_platforms.plan order by active desc, name, id'),
    statuses: await tx.query(
      'select id, label as name, content_effect as effect from content_platforms.service_status order by id',
    ),
    packages: await tx.query(
      `select p.id, p.name, p.active, p.price_cents as "priceCents", p.commercial_mode as "commercialMode",
         i.description as integration
       from content_platforms.content_package p
       left join content_platforms.product pr on pr.id = p.product_id
       left join content_platforms.integration i on i.id = pr.integration_id order by p.active desc, p.name, p.id`,
    ),
    integrations: await tx.query(
      'select id, description as name, active from content_platforms.integration order by active desc, description, id',
    ),
  })),
})
