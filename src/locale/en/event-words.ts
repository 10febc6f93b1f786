import type { EventName } from '../../events/event-types.js'

/** Names of the events. */
export const eventNames: Record<EventName, string> = {
  'content.subscription.created': 'Creation',
  'content.subscription.suspended': 'Suspension',
  'content.subscription.resumed': 'Resumption',
  'content.subscription.removed': 'Removal',
  'content.subscription.changed': 'Change of product',
  'content.subscription.relinked': 'Move to another plan',
  'content.subscription.snapshot': 'Current state',
  'content.subscription.expiring': 'About to expire',
  'content.account.updated': 'Customer data changed',
  'content.account.credentials_reset': 'Access sent again',
  'integration.ping': 'Test',
}

/** When each of them is sent. */
export const eventWhen: Record<EventName, string> = {
  'content.subscription.created': 'The customer gets a package of this platform. Always sent.',
  'content.subscription.suspended': 'The package is blocked, for example for debt. Only together with resumption.',
  'content.subscription.resumed': 'The last block of the package ends. Only together with suspension.',
  'content.subscription.removed': 'The customer no longer has the package. Always sent.',
  'content.subscription.changed':
    'The package becomes another product of the platform. Without it, removal and creation are sent.',
  'content.subscription.relinked':
    'The customer moves to another plan and keeps the product: names the old and new ids.',
  'content.subscription.snapshot': 'Somebody sends the current state again, or a reconciliation corrects it.',
  'content.subscription.expiring': 'Some days before the last day of the package.',
  'content.account.updated': 'Name, e-mail, phone or document changed, if this platform is sent that field.',
  'content.account.credentials_reset':
    'The customer asks for access again (Send access again, on the customer’s page).',
  'integration.ping': 'Somebody tests the connection.',
}
