import { linkPackage } from '../domain/link-package.js'
import { CONSENT_CHANNELS, type ConsentChannel } from '../entities/package-subscription.js'
import { type FieldIssue, refuseIssues } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readValue, type ValueRule } from '../panel/read-value.js'
import { recordAction } from '../panel/record-action.js'

interface LinkForm {
  packageId: number
  priceCents: number | null
  /** Undefined when the form says nothing of it: the package's default term. */
  expiresOn: string | null | undefined
  consentChannel: ConsentChannel
  confirmZeroPrice: boolean
}

const RULES: Record<keyof LinkForm, ValueRule> = {
  packageId: { kind: 'integer', isNullable: false, isRequired: true, isReference: true },
  priceCents: { kind: 'money', isNullable: true },
  expiresOn: { kind: 'date', isNullable: true },
  consentChannel: { kind: 'text', isNullable: false, isRequired: true, choices: CONSENT_CHANNELS },
  confirmZeroPrice: { kind: 'boolean', isNullable: false },
}

const readForm = (payload: Readonly<Record<string, unknown>>): LinkForm => {
  const issues: FieldIssue[] = []
  const read = (path: keyof LinkForm): unknown => {
    const result = readValue(payload[path], RULES[path])
    if (result.kind === 'value') return result.value
    issues.push({ path, code: result.code, ...(result.params ? { params: result.params } : {}) })
    return null
  }
  const form = {
    packageId: read('packageId'),
    priceCents: read('priceCents'),
    expiresOn: payload.expiresOn === undefined ? undefined : read('expiresOn'),
    consentChannel: read('consentChannel'),
    confirmZeroPrice: read('confirmZeroPrice'),
  }
  refuseIssues(issues)
  // Each rule above yields the form's type at its path, or an issue.
  return form as LinkForm
}

/** Links a package to a service; the rules are asked again here, whatever the picker offered (BR-22). */
export const linkPackageAction = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  component: false as const,
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const { expiresOn, ...form } = readForm(payload)
    const term = expiresOn === undefined ? {} : { expiresOn }
    await linkPackage(tx, { serviceId, ...form, ...term, actor }, domain)
    return { message: 'packageLinked' }
  }),
})
