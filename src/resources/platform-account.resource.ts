import type { ResourceWithOptions } from 'adminjs'
import { PlatformAccount } from '../entities/platform-account.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

const titleOf = ({ id, login, externalId }: PlatformAccount): string => login ?? externalId ?? `#${id}`

/** Customers' users on platforms, for those who come by a reference. */
export const platformAccountResource = ({ dataSource }: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<PlatformAccount>({
    dataSource,
    entity: PlatformAccount,
    id: 'PlatformAccount',
    references: { integrationId: 'Integration', customerId: 'Customer' },
    virtual: [{ path: 'title', type: 'string' }],
    load: async (_tx, rows) => new Map(rows.map((row) => [row.id, { title: titleOf(row) }])),
    searchIn: ['login', 'externalId'],
  }),
  options: {
    navigation: false,
    listProperties: ['title', 'customerId', 'integrationId', 'externalId', 'lastConfirmedAt'],
    filterProperties: ['customerId', 'integrationId', 'login', 'externalId'],
    showProperties: ['customerId', 'integrationId', 'login', 'externalId', 'lastConfirmedAt', 'createdAt'],
    properties: {
      title: { isTitle: true },
      lastConfirmedAt: { components: shownAs.date },
      createdAt: { components: shownAs.date },
    },
    actions: readOnlyActions,
  },
})
