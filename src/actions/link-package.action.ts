import { linkPackage } from '../domain/packages/link-package.js'
import { CONSENT_CHANNELS, type ConsentChannel } from '../entities/package-subscription.js'
import type { PanelContext } from '../panel/panel-context.js'
import type { ValueRule } from '../panel/read-value.js'
import { recordAction } from '../panel/record-action.js'
import { readValues } from './read-values.js'

interface LinkForm extends Record<string, unknown> {
  packageId: number
  priceCents: number | null
  expiresOn: string | null
  consentChannel: ConsentChannel
  confirmZeroPrice: boolean
}

const RULES: Record<keyof LinkForm & string, ValueRule> = {
  packageId: { kind: 'integer', isNullable: false, isRequired: true, isReference: true },
  priceCents: { kind: 'money', isNullable: true },
  expiresOn: { kind: 'date', isNullable: true },
  consentChannel: { kind: 'text', isNullable: false, isRequired: true, choices: CONSENT_CHANNELS },
  confirmZeroPrice: { kind: 'boolean', isNullable: false },
}

/** Links a package to a service; the rules are asked again here, whatever the picker offered (BR-22). */
export const linkPackageAction = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  component: false as const,
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const { expiresOn, ...form } = readValues<LinkForm>(payload, RULES)
    // A form that says nothing of it means the package's default term.
    const term = payload.expiresOn === undefined ? {} : { expiresOn }
    await linkPackage(tx, { serviceId, ...form, ...term, actor }, domain)
    return { message: 'packageLinked' }
  }),
})
