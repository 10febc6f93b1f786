import type { MigrationData } from '../components/services/service-data.js'
import type { NextPackage } from '../domain/migration/compare-plans.js'
import { previewMigration } from '../domain/migration/preview-migration.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord } from '../panel/record-action.js'
import { parseRecordId } from '../panel/record-id.js'
import { readIds } from './read-ids.js'

const NOTHING: MigrationData = { plan: null, kept: [], gained: [], lost: [], left: [], fingerprint: '' }

// What the subscription was before is nobody's business on the screen.
const toShown = ({ carried: _, continuesId: __, ...item }: NextPackage) => item

/** BR-42: what a migration to `?planId=` keeps, gains and loses, `?packageIds=` of the plan being taken. */
export const showMigration = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  handler: readRecord(dataSource, async (serviceId, query, { tx }): Promise<MigrationData> => {
    const planId = parseRecordId('integer', query.planId)
    if (typeof planId !== 'number') return NOTHING
    const packageIds = readIds(query, 'packageIds')
    const preview = await previewMigration(tx, { serviceId, planId, packageIds }, domain)
    const { id, name, priceCents } = preview.plan
    const { lost, left, fingerprint } = preview
    const [kept, gained] = [preview.kept.map(toShown), preview.gained.map(toShown)]
    return { plan: { id, name, priceCents }, kept, gained, lost, left, fingerprint }
  }),
})
