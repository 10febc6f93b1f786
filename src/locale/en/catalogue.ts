import type { PanelWords } from '../words.js'
import { deliveryMessages, deliveryStates, limitHints, limitNames } from './delivery-limits.js'
import { eventNames, eventWhen } from './event-words.js'
import { Homologation, homologationMessages } from './homologation.js'
import { integrationHints } from './integration-hints.js'
import { failure, integrationMessages } from './integration-messages.js'
import { signingSecretMessages } from './signing-secrets.js'
import { stamps } from './stamps.js'
import { templateMessages, templateReason } from './templates.js'

type Catalogue = Pick<
  PanelWords['resources'],
  | 'Homologation'
  | 'Integration'
  | 'IntegrationParameter'
  | 'SigningSecret'
  | 'Product'
  | 'ContentPackage'
  | 'PriceComponent'
  | 'Plan'
  | 'PlanPackage'
>

const location = { header: 'Header', query: 'Address (query)', body: 'Body', path: 'Path of the address' }
const revenueType = {
  SVA: 'SVA (value-added service)',
  SCM: 'SCM (internet)',
  SeAC: 'SeAC (pay TV)',
  STFC: 'STFC (telephony)',
  locacao: 'Rental',
  outros: 'Other',
}
const documentModel = { NFCom62: 'NFCom (model 62)', NFSe: 'NFS-e', recibo: 'Receipt', none: 'None' }

export const catalogue: Catalogue = {
  Homologation,
  Integration: {
    plural: 'Content platforms',
    singular: 'Content platform',
    empty:
      'A content platform (TV, streaming, books…) is told of each change of your customers. Add the first with the address and parameters agreed with it.',
    properties: {
      ...stamps,
      gateway: 'Gateway',
      description: 'Description',
      url: 'Address (URL)',
      method: 'Method',
      singlePackage: 'Single package',
      sendSuspendResume: 'Suspend and resume subscriptions',
      suspendOnPartial: 'Suspend on partial suspension too',
      successRule: 'When it counts as delivered',
      dataProfile: 'Customer data sent',
      payloadFormat: 'Payload format',
      eventTypes: 'Events sent',
      successPath: 'Field of the answer',
      successValue: 'Expected value',
      extraStatuses: 'Other statuses that count as delivered',
      templates: 'Templates',
      expiringDays: 'How many days before expiry',
      ...limitNames,
      delivery: 'Delivery',
      active: 'Active',
      parameters: 'Parameters',
      signingSecret: 'Signing secret',
      signingSecretSince: 'Signing secret generated at',
      previousSecretUntil: 'Previous secret signs until',
    },
    labels: {
      method: { POST: 'POST', PUT: 'PUT' },
      gateway: { outros: 'Other' },
      successRule: {
        http_2xx: 'HTTP answer 2xx',
        http_2xx_and_body_success: 'HTTP answer 2xx and no “success: false” in the body',
        body_value: 'HTTP 2xx and a value in the answer',
      },
      payloadFormat: {
        standard: 'Standard Webhooks',
        hubsoft: 'HubSoft compatible',
        template: 'Own template',
      },
      dataProfile: {
        minimal: 'Minimal: ids and state only',
        contact: 'Contact: name, e-mail and phone',
        full: 'Full: contact and CPF/CNPJ',
      },
      eventTypes: eventNames,
      eventType: eventNames,
      eventWhen,
      location,
      failure,
      templateReason,
      delivery: deliveryStates,
    },
    messages: {
      ...integrationMessages,
      ...templateMessages,
      ...homologationMessages,
      ...signingSecretMessages,
      ...deliveryMessages,
    },
    hints: { ...integrationHints, ...limitHints },
    columns: {
      parameters: { key: 'Name', value: 'Value', location: 'Place', secret: 'Secret' },
      extraStatuses: { eventType: 'Event', statuses: 'HTTP statuses' },
    },
    tabs: {
      general: 'General',
      parameters: 'Parameters',
      events: 'Events',
      behaviour: 'Behaviour',
      templates: 'Templates',
      answers: 'Answers',
      products: 'Products',
      homologations: 'Homologations',
    },
  },
  IntegrationParameter: {
    plural: 'Parameters',
    singular: 'Parameter',
    empty: 'No parameters.',
    properties: {
      id: 'Id',
      integrationId: 'Content platform',
      position: 'Position',
      key: 'Name',
      value: 'Value',
      secret: 'Secret',
      location: 'Place',
    },
    labels: { location },
  },
  SigningSecret: {
    plural: 'Signing secrets',
    singular: 'Signing secret',
    empty: 'No signing secret.',
    properties: {
      id: 'Id',
      integrationId: 'Content platform',
      ciphertext: 'Secret',
      createdAt: 'Created at',
      expiresAt: 'Valid until',
    },
    labels: {},
  },
  Product: {
    plural: 'Products',
    singular: 'Product',
    empty: 'Products come from the platform. Open a content platform and use Actions › Products › Synchronise.',
    properties: {
      id: 'Internal id',
      integrationId: 'Content platform',
      externalId: 'Id at the platform',
      code: 'Code',
      name: 'Name',
      generic: 'Generic',
      active: 'Active',
      lastSeenAt: 'Last seen at',
      createdAt: 'Created at',
      fullName: 'Platform and product',
    },
    labels: {},
  },
  ContentPackage: {
    plural: 'Packages',
    singular: 'Package',
    empty:
      'A package is what you sell or give to a customer. Add the first with its price and, in the tab Integration, its platform and product.',
    properties: {
      ...stamps,
      code: 'Code',
      name: 'Name',
      displayName: 'Name on the invoice',
      priceCents: 'Price',
      commercialMode: 'Mode',
      suspendOnDebt: 'Suspend for debt',
      defaultTermDays: 'Default term (days)',
      notes: 'Notes',
      active: 'Active',
      productId: 'Product',
      integrationId: 'Content platform',
      splitBy: 'Enter the composition as',
      components: 'Composition of the price',
      confirmZeroPrice: 'I confirm that this single package is free (R$ 0,00)',
    },
    labels: {
      commercialMode: { avulso: 'Single', beneficio: 'Benefit', combo: 'Combo (through a plan only)' },
      splitBy: { amount: 'Amounts', percent: 'Percentages' },
      revenueType,
      documentModel,
    },
    messages: {
      addComponent: 'Add price component',
      noProductTitle: 'Without a product no platform is told',
      noProductText:
        'That is right for a fixed IP, for instance. For content, choose the platform’s product. If it is not in the list, open the content platform and use Actions › Products › Synchronise products.',
      noProductsTitle: 'There are no products to choose from yet',
      noProductsText:
        'Products come from platforms: open the content platform and use Actions › Products › Synchronise products. Meanwhile the package can be saved without one.',
      openIntegrations: 'Open content platforms',
      recordDeactivated: 'Package deactivated: no new links; existing ones go on.',
      recordReactivated: 'Package activated: it can be linked again.',
    },
    hints: {
      displayName: 'Left blank, the name is used.',
      suspendOnDebt: 'The content is suspended with the service when there is debt.',
      defaultTermDays: 'Left blank, it has no end.',
      components:
        'The parts of the price are taxed differently. As amounts they must add up to the package’s price, as percentages to 100%.',
      splitBy:
        'As percentages, the amounts follow the package’s price when it changes. The rounding residue goes to the largest part.',
      productId: 'Without a product no platform is told of the package (a fixed IP, for instance).',
    },
    columns: {
      components: {
        description: 'Description',
        revenueType: 'Kind of revenue',
        amountCents: 'Amount',
        percent: 'Percentage',
        documentModel: 'Tax document',
      },
    },
    tabs: { general: 'General', components: 'Composition', integration: 'Integration' },
  },
  PriceComponent: {
    plural: 'Price components',
    singular: 'Price component',
    empty: 'No components.',
    properties: {
      id: 'Id',
      packageId: 'Package',
      position: 'Position',
      description: 'Description',
      revenueType: 'Kind of revenue',
      amountCents: 'Amount',
      percent: 'Percentage',
      documentModel: 'Tax document',
    },
    labels: { revenueType, documentModel },
  },
  Plan: {
    plural: 'Plans',
    singular: 'Plan',
    empty:
      'A plan is the internet that you sell. Add the first and, in the tab Packages, say which come with each new service.',
    properties: {
      ...stamps,
      name: 'Name',
      displayName: 'Name on the invoice',
      priceCents: 'Price',
      lockPackages: 'Lock packages',
      active: 'Active',
      packages: 'Packages',
      packagesPriceCents: 'Price of the packages',
      totalPriceCents: 'Price with packages',
    },
    labels: {},
    messages: {
      addPackage: 'Add package',
      recordDeactivated: 'Plan deactivated: no longer offered for new services; existing ones go on.',
      recordReactivated: 'Plan activated: it can be chosen again.',
    },
    hints: {
      displayName: 'Left blank, the name is used.',
      lockPackages: 'On, only this plan’s packages can be linked to its services.',
      packages: 'Each new service of this plan, or migrated to it, gets these packages.',
    },
    columns: { packages: { packageId: 'Package', mandatory: 'Mandatory', priceOverrideCents: 'Price in the plan' } },
    tabs: { general: 'General', packages: 'Packages' },
  },
  PlanPackage: {
    plural: 'Packages of the plan',
    singular: 'Package of the plan',
    empty: 'No packages in this plan.',
    properties: {
      id: 'Id',
      planId: 'Plan',
      packageId: 'Package',
      mandatory: 'Mandatory',
      priceOverrideCents: 'Price in the plan',
    },
    labels: {},
  },
}
