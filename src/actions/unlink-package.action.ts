import { unlinkPackage } from '../domain/unlink-package.js'
import { PackageSubscription } from '../entities/package-subscription.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { parseRecordId } from '../panel/record-id.js'
import { readText } from './read-text.js'

/** Takes a package off the service in the address; a subscription of another service is not found. */
export const unlinkPackageAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  component: false as const,
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const id = parseRecordId('integer', payload.subscriptionId)
    const isOwn = typeof id === 'number' && (await tx.getRepository(PackageSubscription).existsBy({ id, serviceId }))
    if (!isOwn) throw new DomainError('NOT_FOUND', { id: String(payload.subscriptionId) })
    await unlinkPackage(tx, { subscriptionId: id, reason: readText(payload, 'reason'), actor })
    return { message: 'packageUnlinked' }
  }),
})
