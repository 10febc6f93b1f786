import type { ActionContext, ResourceWithOptions } from 'adminjs'
import {
  anonymizeAction,
  showAnonymization,
  withdrawAnonymizationAction,
} from '../actions/anonymize-customer.action.js'
import { resendStateActions } from '../actions/resend-state.action.js'
import { revealInForm, revealPersonalDataAction } from '../actions/reveal-personal-data.action.js'
import { showCustomerOverview } from '../actions/show-customer-overview.action.js'
import { type CustomerInput, saveCustomer } from '../domain/customers/save-customer.js'
import { normalizeDocument } from '../domain/document.js'
import { maskDocument, maskEmail, maskPhone } from '../domain/mask.js'
import { Customer, PERSON_TYPES } from '../entities/customer.js'
import type { Role } from '../entities/panel-user.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import { can } from '../panel/can.js'
import { containing } from '../panel/filter-conditions.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'

const FORM = ['name', 'personType', 'document', 'email', 'phone', 'code', 'externalId']
const SHOWN = [...FORM, 'createdAt', 'updatedAt']

const toMask = ({ document, email, phone }: Customer) => ({
  document: document && maskDocument(document),
  email: email && maskEmail(email),
  phone: phone && maskPhone(phone),
})

/**
 * A condition that finds customers by name, code or document, however that is punctuated: by part of the document for
 * those who may read it, else by all of it, since parts would tell it digit by digit.
 */
const lookup = (text: string, role: Role | undefined) => {
  const document = normalizeDocument(text).replace(/[^0-9A-Z]/g, '')
  return {
    sql: `content_platforms.fold_text(row.name) like content_platforms.fold_text(:lookupText) or row.code = :lookupCode
      or (:lookupDocument <> '' and row.document like :lookupDocument)`,
    parameters: {
      lookupText: containing(text),
      lookupCode: text,
      lookupDocument: document !== '' && can(role, 'Customer', 'revealPersonalData') ? containing(document) : document,
    },
  }
}

/** One of whom nothing is to be forgotten; the use cases decide again. */
const isLive = ({ record }: Pick<ActionContext, 'record'>): boolean =>
  !record?.params.anonymizedAt && !record?.params.anonymizationRequestedAt

/** Customers. Documents, e-mails and phones are masked wherever they appear, until somebody asks for them (BR-74). */
export const customerResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<Customer>({
    dataSource: context.dataSource,
    entity: Customer,
    id: 'Customer',
    choices: { personType: PERSON_TYPES },
    virtual: [{ path: 'lookup', type: 'string', where: lookup }],
    searchIn: ['name', 'code'],
    searchWhere: lookup,
    masked: ['document', 'email', 'phone'],
    load: async (_tx, rows) => new Map(rows.map((row) => [row.id, toMask(row)])),
    save: (tx, { values, ...request }) => saveCustomer(tx, { ...request, values: values as Partial<CustomerInput> }),
  }),
  options: {
    navigation: MENU.Customer,
    listProperties: ['name', 'code', 'document', 'email', 'personType'],
    filterProperties: ['lookup', 'personType', 'createdAt'],
    showProperties: SHOWN,
    editProperties: FORM,
    sort: { sortBy: 'name', direction: 'asc' },
    properties: {
      name: { isTitle: true },
      personType: { components: shownAs.choice },
      code: { isRequired: false },
      document: { isRequired: true, components: { list: 'CpDocument', show: 'CpPersonalValue' } },
      email: { components: { show: 'CpPersonalValue' } },
      phone: { components: { list: 'CpDocument', show: 'CpPersonalValue' }, custom: { format: 'phone' } },
      createdAt: { components: shownAs.date },
      updatedAt: { components: shownAs.date },
    },
    actions: {
      new: { showInDrawer: false },
      edit: { isVisible: isLive, after: revealInForm(context) },
      show: {
        custom: { tabs: [{ id: 'general', properties: SHOWN, component: 'CpCustomerOverview' }] },
      },
      // A customer is anonymised, never deleted: his services and events name him.
      delete: { isAccessible: false },
      bulkDelete: { isAccessible: false },
      revealPersonalData: revealPersonalDataAction(context),
      anonymize: { ...anonymizeAction(context), isVisible: ({ record }) => !record?.params.anonymizedAt },
      withdrawAnonymization: withdrawAnonymizationAction(context),
      showAnonymization: showAnonymization(context),
      showOverview: showCustomerOverview(context),
      ...resendStateActions(context, 'customer'),
    },
  },
})
