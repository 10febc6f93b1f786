import { ViewHelpers } from 'adminjs'
import type { AlertData } from './alert-data.js'

/** Where what an alert tells of can be seen and put right, for a reader of this role; null where he may not go. */
export const placeOf = (
  { kind, integrationId, job, brakeId }: Pick<AlertData, 'kind' | 'integrationId' | 'job' | 'brakeId'>,
  role: string | undefined,
): string | null => {
  const urls = new ViewHelpers()
  const page = (resourceId: string, recordId: number | string | null, actionName = 'show'): string | null =>
    role === 'attendant' || recordId === null
      ? null
      : urls.recordActionUrl({ resourceId, recordId: String(recordId), actionName })
  if (kind === 'lane_parked') {
    const path = urls.resourceActionUrl({ resourceId: 'WebhookEvent', actionName: 'listParkedLanes' })
    return `${path}?integrationId=${integrationId}`
  }
  if (kind === 'brake_held') return page('MassBrake', brakeId)
  if (kind === 'job_failing') return page('BackgroundJob', job)
  if (kind === 'resume_undelivered') return null
  return page('Integration', integrationId, kind === 'reconciliation_differs' ? 'showReconciliation' : 'show')
}
