import { migratePlan } from '../domain/migration/migrate-plan.js'
import { CONSENT_CHANNELS, type ConsentChannel } from '../entities/package-subscription.js'
import type { PanelContext } from '../panel/panel-context.js'
import type { ValueRule } from '../panel/read-value.js'
import { recordAction } from '../panel/record-action.js'
import { readIds } from './read-ids.js'
import { readText } from './read-text.js'
import { readValues } from './read-values.js'
import { isAlive } from './service-situation.js'

interface MigrationForm extends Record<string, unknown> {
  planId: number
  priceCents: number | null
  number: string | null
  externalId: string | null
  activate: boolean
  consentChannel: ConsentChannel
  expected: string
}

const TEXT: ValueRule = { kind: 'text', isNullable: true }

const RULES: Record<keyof MigrationForm & string, ValueRule> = {
  planId: { kind: 'integer', isNullable: false, isRequired: true, isReference: true },
  priceCents: { kind: 'money', isNullable: true },
  number: TEXT,
  externalId: TEXT,
  activate: { kind: 'boolean', isNullable: false },
  consentChannel: { kind: 'text', isNullable: false, isRequired: true, choices: CONSENT_CHANNELS },
  expected: { kind: 'text', isNullable: false, isRequired: true },
}

/** *Migrar de plano* (BR-20, BR-40 to BR-42): what was shown by `showMigration` must still hold. */
export const migrateServiceAction = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'Shuffle',
  component: 'CpMigrateService',
  isVisible: isAlive,
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const form = readValues<MigrationForm>(payload, RULES)
    const packageIds = readIds(payload, 'packageIds')
    const reason = readText(payload, 'reason')
    const { id } = await migratePlan(tx, { serviceId, ...form, packageIds, reason, actor }, domain)
    return { message: 'serviceMigrated', data: { id } }
  }),
})
