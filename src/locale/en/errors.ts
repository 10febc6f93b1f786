import type { PanelWords } from '../words.js'
import { bulkErrors } from './bulk.js'

export const errors: PanelWords['errors'] = {
  INVALID_INPUT: 'Some fields need attention. See the message beside each of them.',
  NOT_FOUND: 'This record no longer exists. Go back to the list and refresh the page.',
  FORBIDDEN: 'Your role does not allow this. Ask an administrator if you need it.',
  CONFLICT: 'Somebody else changed this record while you were editing. Reload the page and repeat your change.',
  RECORD_IN_USE: 'This record is in use and cannot be deleted. Deactivate it so that it is no longer offered.',
  UNTRACKED_WRITE: 'This bulk write is not allowed here. Nothing was changed.',
  PACKAGE_NOT_IN_LOCKED_PLAN:
    'The plan of this service locks its packages: only the plan’s own can be linked. Add the package to the plan, or unlock it.',
  PACKAGE_ALREADY_LINKED: 'This package is already active on this service.',
  PACKAGE_INACTIVE: 'This package is inactive and takes no new links. Activate it or choose another.',
  SINGLE_PACKAGE_TAKEN:
    'This platform takes one package per customer, and there is one already: {{package}}. Remove it first.',
  PACKAGE_ONLY_IN_PLAN: 'Combo packages can only be linked through a plan.',
  SERVICE_SUSPENDED_FOR_DEBT: 'The service is suspended for debt. Enable it before adding packages.',
  SERVICE_CANCELED: 'This service is cancelled and can no longer be changed.',
  SERVICE_ALREADY_ACTIVE: 'This service has already been activated.',
  SERVICE_NOT_ACTIVE: 'This service is not enabled yet. Activate it first.',
  SERVICE_ALREADY_SUSPENDED: 'This service is already suspended for that reason.',
  SERVICE_NOT_SUSPENDED: 'This service is not suspended; there is nothing to enable.',
  REASON_REQUIRED: 'Give a reason. It is kept in the audit trail.',
  EVENT_NOT_AT_HEAD: 'An earlier event of this account is still undelivered. Redeliver or skip that one first.',
  EVENT_ALREADY_SETTLED: 'This event is already settled.',
  EVENT_IN_FLIGHT: 'This event is being sent right now. Wait a few seconds and refresh the page.',
  EVENT_NOT_PARKED: 'This event is not parked: it is retried automatically.',
  INTEGRATION_INACTIVE: 'This content platform is inactive. Activate it to send.',
  CUSTOMER_ANONYMIZED: 'This customer’s data was anonymised and can no longer be changed.',
  UNEXPECTED:
    'Something unexpected happened and nothing was saved. Try again; if it goes on, give the code {{id}} to support.',
  SYSTEM_RECORD: 'This record belongs to the system and cannot be deleted.',
  STATUS_IN_USE: 'There are services with this status. Change theirs before deleting it.',
  ...bulkErrors,
}
