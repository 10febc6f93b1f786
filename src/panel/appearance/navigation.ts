import type { ResourceName } from '../../locale/words.js'

/**
 * Where each resource stands in the menu: `navigation: MENU.Customer`. The name is a path of groups, which
 * `components/shell/menu.ts` turns into two levels; a resource that is not here is reached through another one's page.
 */
export const MENU = {
  Customer: { name: 'attendance', icon: 'Users' },
  CustomerService: { name: 'attendance', icon: 'Wifi' },
  BulkJob: { name: 'attendance', icon: 'List' },
  ContentPackage: { name: 'settings/general', icon: 'Package' },
  Plan: { name: 'settings/general', icon: 'Layers' },
  ServiceStatus: { name: 'settings/general', icon: 'Tag' },
  Integration: { name: 'settings/integrations', icon: 'Tv' },
  Product: { name: 'settings/integrations', icon: 'Box' },
  Alert: { name: 'deliveries', icon: 'Bell' },
  WebhookEvent: { name: 'deliveries', icon: 'Activity' },
  DeliveryAttempt: { name: 'deliveries', icon: 'Send' },
  BackgroundJob: { name: 'system', icon: 'Clock' },
  MassBrake: { name: 'system', icon: 'Shield' },
  PanelUser: { name: 'system', icon: 'UserCheck' },
  AuditEntry: { name: 'system', icon: 'FileText' },
} as const satisfies Partial<Record<ResourceName, { name: string; icon: string }>>
