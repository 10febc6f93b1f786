import type { Role } from '../entities/panel-user.js'

/** What the dashboard and AdminJS's pages are called when a right to them is asked for. */
export const PAGES = 'pages'

/** Resources that an attendant works in; everything else that they may see is in {@link ATTENDANT_SEES}. */
const ATTENDANT_WORKS_IN = new Set(['Customer', 'CustomerService', 'PackageSubscription'])

// Missing on purpose: Integration (addresses, parameters, secrets), PanelUser and AuditEntry.
const ATTENDANT_SEES = new Set([
  'ContentPackage',
  'Plan',
  'Product',
  'ServiceStatus',
  'ServiceBlock',
  'PlatformAccount',
  'Alert',
  'WebhookEvent',
  'DeliveryAttempt',
  'DeliveryLane',
  PAGES,
])

/** What an attendant may do besides in a resource that they only see: it changes nothing but what the customer gets. */
const ATTENDANT_DOES: Readonly<Record<string, ReadonlySet<string>>> = {
  PlatformAccount: new Set(['resetCredentials']),
}

/** Not even for those who otherwise may do all with a resource. */
const ADMINISTRATORS_ALONE = new Set(['anonymize', 'withdrawAnonymization'])

const READ_ONLY = /^(list|show|search|find)([A-Z]|$)/

/**
 * True when the action's name says that it changes nothing: `list`, `show`, `search`, `find`, or one of these followed
 * by a capital (`showTimeline`, `findPackages`). Only such an action is ever run by GET.
 */
export const isReadOnlyAction = (action: string): boolean => READ_ONLY.test(action)

/**
 * The one answer to "may this role do that?", asked in every handler (BR-105): an administrator may do all, an
 * attendant works with customers, their services and packages and sees what these name, an auditor reads.
 * An unknown role may do nothing; an unknown resource is closed to attendants. Resources go by their entity's name.
 */
export const can = (role: Role | undefined, resource: string, action: string): boolean => {
  if (role === 'administrator') return true
  if (role === 'auditor') return isReadOnlyAction(action)
  if (role !== 'attendant') return false
  if (ADMINISTRATORS_ALONE.has(action)) return false
  if (ATTENDANT_WORKS_IN.has(resource) || ATTENDANT_DOES[resource]?.has(action)) return true
  // Who changed what in the settings is not for those who only see them.
  if (action === 'showHistory') return false
  return ATTENDANT_SEES.has(resource) && isReadOnlyAction(action)
}
