import type { ResourceWithOptions } from 'adminjs'
import type { EntityManager } from 'typeorm'
import { readStandings } from '../actions/read-standings.js'
import { resendStateActions } from '../actions/resend-state.action.js'
import { readToday } from '../domain/clock.js'
import { CONSENT_CHANNELS, PackageSubscription, SUBSCRIPTION_ORIGINS } from '../entities/package-subscription.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

const SHOWN = [
  ...['packageId', 'serviceId', 'status', 'priceCents', 'origin', 'expiresOn', 'consentBy', 'consentAt'],
  ...['consentChannel', 'createdAt', 'removedAt'],
]

/** Packages of services, for those who come by a reference; they are changed on the service's page *Pacotes*. */
export const packageSubscriptionResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<PackageSubscription>({
    dataSource: context.dataSource,
    entity: PackageSubscription,
    id: 'PackageSubscription',
    references: { serviceId: 'CustomerService', packageId: 'ContentPackage' },
    choices: { origin: SUBSCRIPTION_ORIGINS, consentChannel: CONSENT_CHANNELS },
    virtual: [
      { path: 'title', type: 'string' },
      { path: 'status', type: 'string' },
    ],
    load: async (tx: EntityManager, rows) =>
      readStandings(tx, { ids: rows.map(({ id }) => id), today: await readToday(tx, context.domain.timeZone) }),
  }),
  options: {
    navigation: false,
    listProperties: ['title', 'serviceId', 'status', 'priceCents', 'expiresOn'],
    filterProperties: ['serviceId', 'packageId', 'origin'],
    showProperties: SHOWN,
    properties: {
      title: { isTitle: true },
      status: { components: shownAs.status },
      origin: { components: shownAs.choice },
      consentChannel: { components: shownAs.choice },
      priceCents: { components: shownAs.money },
      expiresOn: { components: shownAs.date },
      consentAt: { components: shownAs.date },
      createdAt: { components: shownAs.date },
      removedAt: { components: shownAs.date },
    },
    actions: { ...readOnlyActions, ...resendStateActions(context, 'subscription') },
  },
})
