import type { ResourceWithOptions } from 'adminjs'
import { resetCredentialsAction } from '../actions/reset-credentials.action.js'
import { maskExternalId, maskLogin } from '../domain/mask.js'
import { PlatformAccount } from '../entities/platform-account.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

/** BR-74: logins are e-mails or documents as often as not; the customer's page shows them, to those who may read them. */
const toMask = ({ id, login, externalId }: PlatformAccount) => {
  const masked = { login: login && maskLogin(login), externalId: externalId && maskExternalId(externalId) }
  return { ...masked, title: masked.login ?? masked.externalId ?? `#${id}` }
}

/** Customers' users on platforms, for those who come by a reference. */
export const platformAccountResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<PlatformAccount>({
    dataSource: context.dataSource,
    entity: PlatformAccount,
    id: 'PlatformAccount',
    references: { integrationId: 'Integration', customerId: 'Customer' },
    virtual: [{ path: 'title', type: 'string' }],
    load: async (_tx, rows) => new Map(rows.map((row) => [row.id, toMask(row)])),
    searchIn: [],
    searchWhere: (text) => ({
      sql: 'row.login = :account or row.externalId = :account',
      parameters: { account: text },
    }),
    masked: ['login', 'externalId', 'title'],
  }),
  options: {
    navigation: false,
    listProperties: ['title', 'customerId', 'integrationId', 'externalId', 'lastConfirmedAt'],
    filterProperties: ['customerId', 'integrationId', 'lastConfirmedAt'],
    showProperties: ['customerId', 'integrationId', 'login', 'externalId', 'lastConfirmedAt', 'createdAt'],
    properties: {
      title: { isTitle: true },
      lastConfirmedAt: { components: shownAs.date },
      createdAt: { components: shownAs.date },
    },
    actions: { ...readOnlyActions, resetCredentials: resetCredentialsAction(context) },
  },
})
