import { proposePackages } from '../domain/services/add-service.js'
import { Plan } from '../entities/plan.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readResource } from '../panel/record-action.js'
import { parseRecordId } from '../panel/record-id.js'

/** BR-20: the packages that a new service of a plan gets, for the form that adds one: `?planId=`. */
export const findPlanPackages = ({ dataSource }: PanelContext) => ({
  actionType: 'resource' as const,
  isVisible: false,
  handler: readResource(dataSource, async (query, { tx }) => {
    const planId = parseRecordId('integer', query.planId)
    const plan = typeof planId === 'number' ? await tx.getRepository(Plan).findOneBy({ id: planId }) : null
    if (!plan) return { plan: null, packages: [] }
    const { id, name, priceCents } = plan
    return { plan: { id, name, priceCents }, packages: await proposePackages(tx, id) }
  }),
})
