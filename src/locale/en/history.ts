import type { PanelWords } from '../words.js'

const kinds = {
  administrative: 'Administrative',
  debt: 'Debt',
  request: 'On the customer’s request',
  partial: 'Partial suspension',
}

/** Fields and values that only the audit has; all others are named as on the record's own screens. */
export const history: PanelWords['history'] = {
  fields: {
    status: 'Status',
    block: 'Block opened',
    closedBlocks: 'Blocks closed',
    packageIds: 'Packages',
    packages: 'Packages of the plan',
    parameters: 'Parameters',
    components: 'Composition',
    created: 'New products',
    updated: 'Changed products',
    retired: 'Retired products',
    passwordChanged: 'Password changed',
    login: 'Logins on platforms',
    purpose: 'Where',
    anonymized: 'Personal data erased',
    skippedEvents: 'Events skipped',
    signingSecretSince: 'Signing secret since',
    attempts: 'Attempts',
    parkedReason: 'Why it was parked',
    state: 'State',
    requestedBy: 'Requested by',
    valueChanged: 'Value changed',
    activate: 'Activated when added',
    kept: 'Packages kept',
    gained: 'Packages gained',
    lost: 'Packages lost',
    blocks: 'Blocks that go along',
    consentChannel: 'Channel of consent',
    days: 'Days',
  },
  values: {
    block: kinds,
    closedBlocks: kinds,
    blocks: kinds,
    consentChannel: {
      telefone: 'Phone',
      whatsapp: 'WhatsApp',
      presencial: 'In person',
      site: 'Website',
      contrato: 'Contract',
    },
    purpose: { page: 'Customer’s page', form: 'Customer’s form' },
    state: { pending: 'Pending', delivered: 'Delivered', failed: 'Failed', skipped: 'Skipped', parked: 'Parked' },
    reason: { anonymization_stuck: 'It was not delivered in time and the customer had to be anonymised' },
  },
}
