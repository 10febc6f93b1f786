import { changeHolder } from '../domain/services/change-holder.js'
import { CONSENT_CHANNELS, type ConsentChannel } from '../entities/package-subscription.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { readReason } from './read-text.js'
import { readValues } from './read-values.js'
import { isAlive } from './service-situation.js'

interface HolderForm extends Record<string, unknown> {
  customerId: number
  consentChannel: ConsentChannel
  closeDebt: boolean
}

/** *Trocar titular* (BR-43): gives the service, with its packages, to another customer. */
export const changeHolderAction = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'Users',
  component: 'CpChangeHolder',
  isVisible: isAlive,
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const form = readValues<HolderForm>(payload, {
      customerId: { kind: 'integer', isNullable: false, isRequired: true, isReference: true },
      consentChannel: { kind: 'text', isNullable: false, isRequired: true, choices: CONSENT_CHANNELS },
      closeDebt: { kind: 'boolean', isNullable: false },
    })
    await changeHolder(tx, { serviceId, ...form, reason: readReason(payload), actor }, domain)
    return { message: 'holderChanged' }
  }),
})
