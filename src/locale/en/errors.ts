import type { PanelWords } from '../words.js'
import { bulkErrors } from './bulk.js'
import { breakerErrors } from './delivery-limits.js'
import { lifeErrors } from './life.js'
import { signingSecretErrors } from './signing-secrets.js'

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
  BRAKE_DECIDED: 'Somebody else has decided about this stop already. Refresh the page.',
  BRAKE_CHANGED:
    'The count changed while you were reading: {{count}} packages by now. Refresh the page and check before confirming.',
  STATUS_IN_USE: 'There are services with this status. Change theirs before deleting it.',
  ...bulkErrors,
  ANONYMIZATION_PENDING:
    'This customer is about to be anonymised: nothing of them can be changed. Withdraw the request on the customer’s page if need be.',
  ANONYMIZATION_NOT_REQUESTED: 'There is no request for anonymisation to withdraw. Refresh the page.',
  CUSTOMER_HAS_SERVICES: 'This customer still has services that are not cancelled: {{services}}. Cancel them first.',
  ...lifeErrors,
  ...signingSecretErrors,
  PLATFORM_UNREACHABLE:
    'The platform did not answer, and nothing was changed. Try again in some minutes; if it goes on, check the address with Actions › Test.',
  PLATFORM_ADDRESS_BLOCKED:
    'The address of the platform is not allowed, and nothing was asked. Check the address of the content platform.',
  PLATFORM_REFUSED:
    'The platform refused, and nothing was changed. Its answer: {{message}}. Check the parameters or talk to the platform.',
  PLATFORM_ANSWER_INVALID:
    'The platform answered something that could not be understood, and nothing was changed. Talk to the platform ({{detail}}).',
  PLATFORM_LIST_TOO_LONG:
    'The list of the platform is longer than {{max}} items, and nothing was changed. Talk to the platform.',
  GATEWAY_UNKNOWN: 'The gateway “{{gateway}}” is not installed in this system. Talk to those who run it.',
  SECRETS_UNREADABLE:
    'The secret parameters of this platform could not be opened. Edit the platform and enter them again.',
  PRODUCT_LIST_EMPTY:
    'The platform listed no product, and there were {{count}} before. Nothing was changed. If it offers none any more, confirm to deactivate all.',
  PRODUCT_RETIRED:
    'The platform no longer offers the product of this package, which takes no new links. Choose another product in the Integration tab of the package.',
  STATE_UNDER_WAY:
    'The current state is under way already: an event is not delivered yet. Wait for it or decide about the stopped event.',
  NOTHING_TO_RESEND: 'There is no state to send again: nothing was sent to a platform yet.',
  DIFFERENCE_NOT_FIXABLE:
    'This difference cannot be corrected from here: the user belongs to no customer of this system. Resolve it with the platform.',
  CORRECTION_NOT_CONFIRMED:
    'This correction suspends or removes {{count}} subscriptions, above the limit of {{limit}}. Check the list and confirm to go on.',
  RECONCILIATION_RUNNING: 'This platform is being reconciled already. Wait for the result on this page.',
  HOMOLOGATION_RUNNING: 'A homologation of this platform is under way. Wait for its end and reload the page.',
  NOTHING_TO_REDELIVER:
    'There is nothing to send again with these filters: the events were sent again or delivered already, or the platform is inactive. Reload the page.',
  EVENT_NOT_WANTED:
    'This platform ({{platform}}) does not take this message. An administrator can tick it in the platform’s Events tab.',
  ACCOUNT_WITHOUT_PACKAGE: 'This customer has no package at {{platform}}, so there is no access to send again.',
  ACCESS_JUST_SENT:
    'Access to {{platform}} was sent again less than a minute ago, or is still being sent. Wait before you try again.',
  DISCOUNT_STARTED: 'This discount has begun and can’t be changed. End it and add another one.',
  DISCOUNT_ENDED: 'This discount has ended already. Reload the page.',
  DISCOUNTS_EXCEED_PRICE: 'The discounts of this package would exceed the new price. End them or choose a higher one.',
  ...breakerErrors,
}
