import { endDiscount } from '../domain/packages/end-discount.js'
import { SubscriptionDiscount } from '../entities/subscription-discount.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { parseRecordId } from '../panel/record-id.js'
import { ownSubscriptionId } from './own-subscription.js'
import { readText } from './read-text.js'

/** *Encerrar desconto* (BR-18) of a package of the service in the address. */
export const endDiscountAction = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  component: false as const,
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const id = parseRecordId('integer', payload.discountId)
    const discount = typeof id === 'number' ? await tx.getRepository(SubscriptionDiscount).findOneBy({ id }) : null
    if (!discount) throw new DomainError('NOT_FOUND', { id: String(payload.discountId) })
    await ownSubscriptionId(tx, { serviceId, entered: discount.subscriptionId })
    const lastDay = readText(payload, 'lastDay')
    const { removed } = await endDiscount(tx, { id: discount.id, lastDay, actor }, domain)
    return { message: removed ? 'discountRemoved' : 'discountEnded' }
  }),
})
