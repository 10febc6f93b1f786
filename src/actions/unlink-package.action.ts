import { unlinkPackage } from '../domain/packages/unlink-package.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { ownSubscriptionId } from './own-subscription.js'
import { readText } from './read-text.js'

/** Takes a package off the service in the address; a subscription of another service is not found. */
export const unlinkPackageAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  component: false as const,
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const subscriptionId = await ownSubscriptionId(tx, { serviceId, entered: payload.subscriptionId })
    await unlinkPackage(tx, { subscriptionId, reason: readText(payload, 'reason'), actor })
    return { message: 'packageUnlinked' }
  }),
})
