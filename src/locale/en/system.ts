import type { PanelWords } from '../words.js'
import { action } from './audit-actions.js'
import { stamps } from './stamps.js'

type System = Pick<PanelWords['resources'], 'PanelUser' | 'AuditEntry'>

export const roles: PanelWords['roles'] = {
  administrator: 'Administrator',
  attendant: 'Attendant',
  auditor: 'Auditor',
}

export const system: System = {
  PanelUser: {
    plural: 'Panel users',
    singular: 'Panel user',
    empty: 'Add the people who use the panel, each with a role.',
    properties: {
      ...stamps,
      email: 'E-mail',
      name: 'Name',
      role: 'Role',
      passwordHash: 'Password',
      password: 'Password',
      active: 'Active',
    },
    labels: { role: roles },
    hints: {
      role: 'Administrator: everything. Attendant: customers, services and packages. Auditor: reading only.',
      password: 'At least 10 characters. While editing, leave it blank to keep the current one.',
      active: 'Off, this person gets in no more and is signed out.',
    },
  },
  AuditEntry: {
    plural: 'Audit',
    singular: 'Audit entry',
    empty: 'Every change is kept here: who, when, why, before and after.',
    properties: {
      id: 'Id',
      at: 'When',
      actor: 'Who',
      action: 'Action',
      resource: 'Record',
      recordId: 'Id of the record',
      reason: 'Reason',
      before: 'Before',
      title: 'Summary',
      after: 'After',
    },
    labels: {
      action,
      resource: {
        sample: 'Sample data',
        bulk_job: 'Bulk action',
        customer: 'Customer',
        customer_service: 'Customer service',
        service_status: 'Service status',
        service_block: 'Block',
        package_subscription: 'Customer package',
        platform_account: 'User at a platform',
        integration: 'Content platform',
        integration_parameter: 'Parameter',
        signing_secret: 'Signing secret',
        product: 'Product',
        content_package: 'Package',
        price_component: 'Price component',
        plan: 'Plan',
        plan_package: 'Package of the plan',
        webhook_event: 'Event',
        delivery_lane: 'Queue',
        delivery_attempt: 'Delivery',
        job: 'Background job',
        mass_brake: 'Safety brake',
        panel_user: 'Panel user',
      },
    },
  },
}
