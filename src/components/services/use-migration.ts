import { useRef } from 'react'
import { useActionData } from '../actions/use-action-data.js'
import { type MigrationForm, offeredPackages, takenPackages } from './migration-form.js'
import type { MigrationData } from './service-data.js'

/** What the migration that the form asks for keeps, gains and loses; null before a plan is chosen or while it is read. */
export const useMigration = (recordId: string, { planId, left }: MigrationForm) => {
  const last = useRef<MigrationData | null>(null)
  const isOf = (data: MigrationData | null): boolean => data?.plan != null && String(data.plan.id) === planId
  const seen = isOf(last.current) ? last.current : null
  const chosen = seen && left.length > 0 ? takenPackages(offeredPackages(seen), left).join(',') : null
  const params = { planId, ...(chosen === null ? {} : { packageIds: chosen }) }
  const target = { resourceId: 'CustomerService', recordId, actionName: 'showMigration', params }
  const { data, failure, errors, reload } = useActionData<MigrationData>(target)
  last.current = data
  return { migration: isOf(data) ? data : null, failure: planId ? failure : null, errors, reload }
}
