import type { PanelWords } from '../words.js'
import { failure } from './deliveries.js'
import { stamps } from './stamps.js'

type Customers = Pick<
  PanelWords['resources'],
  | 'Customer'
  | 'CustomerService'
  | 'ServiceStatus'
  | 'ServiceBlock'
  | 'PackageSubscription'
  | 'SubscriptionConfirmation'
  | 'PlatformAccount'
>

const blockKind = {
  administrative: 'Administrative',
  debt: 'Debt',
  request: 'At the customer’s request',
  partial: 'Partial suspension',
}
const state = { absent: 'No subscription', waiting: 'Waiting', active: 'Active', suspended: 'Suspended' }

export const customers: Customers = {
  Customer: {
    plural: 'Customers',
    singular: 'Customer',
    empty: 'Add the first customer with name, CPF or CNPJ and contact. Then add the service.',
    properties: {
      ...stamps,
      code: 'Customer code',
      name: 'Name',
      personType: 'Kind of person',
      document: 'CPF/CNPJ',
      email: 'E-mail',
      phone: 'Phone',
      externalId: 'Id in the provider’s system',
      anonymizedAt: 'Anonymised at',
      anonymizationRequestedAt: 'Anonymisation asked for at',
      lookup: 'Name, code or CPF/CNPJ',
    },
    messages: {
      personalDataShown: 'Personal data shown.',
      customerAnonymized: 'Customer anonymised.',
      anonymizationRequested: 'Anonymisation requested. The data is erased once the platforms were told.',
      anonymizationWithdrawn: 'Request for anonymisation withdrawn.',
    },
    labels: { personType: { pf: 'Person', pj: 'Company' } },
    hints: {
      document: 'With or without punctuation. A CNPJ may have letters.',
      phone: 'With area code, such as (11) 98765-4321.',
    },
  },
  CustomerService: {
    plural: 'Customer services',
    singular: 'Customer service',
    empty: 'A service ties a customer to a plan. Add the first; the plan’s packages are proposed next.',
    properties: {
      ...stamps,
      customerId: 'Customer',
      planId: 'Plan',
      number: 'Service number',
      statusId: 'Status',
      dueDay: 'Due day',
      priceCents: 'Price',
      activatedAt: 'Activated at',
      canceledAt: 'Cancelled at',
      cancelReason: 'Reason of the cancellation',
      origin: 'Origin',
      previousServiceId: 'Previous service',
      doNotSuspendUntil: 'Do not suspend until',
      trustUnlockUntil: 'Unlocked on trust until',
      externalId: 'Id in the provider’s system',
      activate: 'Activate now',
      consentChannel: 'Channel of consent',
      packageIds: 'Packages of the plan',
      packages: 'Packages',
      reason: 'Reason',
    },
    actions: {
      showPackages: 'Packages',
      activate: 'Activate',
      suspend: 'Suspend',
      enable: 'Enable',
      cancel: 'Cancel service',
    },
    messages: {
      serviceActivated: 'Service activated.',
      serviceSuspended: 'Service suspended.',
      serviceEnabled: 'Blocks closed.',
      serviceCanceled: 'Service cancelled.',
      packageLinked: 'Package linked.',
      packageUnlinked: 'Package removed.',
      discountAdded: 'Discount added.',
      discountEnded: 'The discount ends on the chosen day.',
      discountRemoved: 'Discount removed: it had not begun yet.',
    },
    labels: { origin: { new: 'New', migrated: 'Migrated' }, dueDay: { 31: 'Last day of the month' } },
    hints: { doNotSuspendUntil: 'No automatic job suspends the service until that day.' },
  },
  ServiceStatus: {
    plural: 'Service statuses',
    singular: 'Service status',
    empty: 'No status matches this filter.',
    properties: {
      id: 'Internal id',
      code: 'Code',
      label: 'Name',
      contentEffect: 'Effect on the content',
      blockKind: 'Kind of block',
      billable: 'Charged',
      system: 'Built in',
    },
    labels: {
      contentEffect: {
        waiting: 'Waits',
        provision: 'Gives the content',
        block: 'Blocks the content',
        remove: 'Takes the content away',
      },
      blockKind,
    },
    messages: {
      effectTitle: 'A change here is for all services with this status',
      effectText:
        'Saving another effect or kind of block computes the packages of those services anew and tells the platforms.',
    },
    hints: {
      code: 'A short name for other systems, which never changes: lower-case letters, digits and underscores.',
      contentEffect: 'What becomes of the packages of a service with this status.',
      blockKind: 'Only for statuses that block the content.',
      system: 'Built-in statuses cannot be deleted.',
    },
  },
  ServiceBlock: {
    plural: 'Blocks',
    singular: 'Block',
    empty: 'This service has no blocks.',
    properties: {
      title: 'Name',
      id: 'Id',
      serviceId: 'Customer service',
      kind: 'Kind',
      origin: 'Origin',
      reason: 'Reason',
      openedAt: 'Opened at',
      closedAt: 'Closed at',
    },
    labels: { kind: blockKind, origin: { action: 'Panel', job: 'Automatic job', host: 'Provider’s system' } },
  },
  PackageSubscription: {
    plural: 'Customer packages',
    singular: 'Customer package',
    empty: 'No package is linked. Open a customer’s service and use ⋯ › Packages.',
    properties: {
      title: 'Name',
      ...stamps,
      serviceId: 'Customer service',
      packageId: 'Package',
      priceCents: 'Price',
      origin: 'Origin',
      expiresOn: 'Valid until',
      consentBy: 'Who agreed',
      consentAt: 'Agreed at',
      consentChannel: 'Channel of the consent',
      removedAt: 'Removed at',
      recordedState: 'State',
      recordedProductId: 'Product',
      recordedAccountId: 'User at the platform',
      recordedSequence: 'Sequence',
      continuesId: 'Continues',
      recordedAsId: 'Known to the platform as',
      externalId: 'Id at the platform',
      expiringNotifiedFor: 'Expiry announced',
      status: 'State at the platform',
    },
    labels: {
      origin: { manual: 'Manual', plan: 'Plan', migration: 'Migration', bulk: 'Bulk action', api: 'API' },
      consentChannel: {
        telefone: 'Phone',
        whatsapp: 'WhatsApp',
        presencial: 'In person',
        site: 'Web site',
        contrato: 'Contract',
      },
      recordedState: state,
      status: {
        active: 'Active',
        suspended: 'Suspended',
        removed: 'Removed',
        local: 'No platform',
        waiting_installation: 'Waiting for installation',
        waiting_unblock: 'Waiting for the service to be enabled',
        awaiting_created: 'Waiting for creation',
        awaiting_suspended: 'Waiting for suspension',
        awaiting_resumed: 'Waiting for resumption',
        awaiting_changed: 'Waiting for change of product',
        awaiting_removed: 'Waiting for removal',
        error: 'Error',
        not_applied: 'Not applied (event skipped)',
      },
    },
  },
  SubscriptionConfirmation: {
    plural: 'Confirmations',
    singular: 'Confirmation',
    empty: 'The platform has confirmed nothing yet.',
    properties: {
      subscriptionId: 'Customer package',
      state: 'Confirmed state',
      accountId: 'User at the platform',
      sequence: 'Confirmed sequence',
      lastError: 'Last error',
      confirmedAt: 'Confirmed at',
    },
    labels: { state, lastError: failure },
  },
  PlatformAccount: {
    plural: 'Users at platforms',
    singular: 'User at a platform',
    empty: 'A user appears here when a customer gets the first package of a platform.',
    properties: {
      title: 'Name',
      id: 'Id',
      integrationId: 'Content platform',
      customerId: 'Customer',
      externalId: 'Id at the platform',
      login: 'Login',
      lastConfirmedAt: 'Last confirmed at',
      createdAt: 'Created at',
    },
    labels: {},
  },
}
