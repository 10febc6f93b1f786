import type { ResourceWithOptions } from 'adminjs'
import { type EntityManager, In, Raw } from 'typeorm'
import { deliveryCondition, readDeliveryHealth } from '../actions/delivery-state.js'
import { interruptDeliveryAction, resumeDeliveryAction } from '../actions/force-breaker.action.js'
import { homologateAction } from '../actions/homologate.action.js'
import { reconcileActions } from '../actions/reconcile.action.js'
import { resendStateActions } from '../actions/resend-state.action.js'
import { setActiveActions } from '../actions/set-active.action.js'
import { showHomologationsAction } from '../actions/show-homologations.action.js'
import { showOverviewAction } from '../actions/show-overview.action.js'
import { showReconciliationAction } from '../actions/show-reconciliation.action.js'
import { showTemplatePreviewAction } from '../actions/show-template-preview.action.js'
import { signingSecretActions } from '../actions/signing-secret.action.js'
import { syncProductsAction } from '../actions/sync-products.action.js'
import { testIntegrationAction } from '../actions/test-integration.action.js'
import { DELIVERY_STATES } from '../components/deliveries/delivery-data.js'
import { removeIntegration } from '../domain/integrations/remove-integration.js'
import { saveIntegration } from '../domain/integrations/save-integration.js'
import { Integration } from '../entities/integration.js'
import { IntegrationParameter } from '../entities/integration-parameter.js'
import { SigningSecret } from '../entities/signing-secret.js'
import { MENU } from '../panel/appearance/navigation.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { screens, withoutAction } from './declarations.js'
import {
  INTEGRATION_CHOICES,
  integrationProperties,
  NEW_INTEGRATION,
  INTEGRATION_TABS as TABS,
} from './integration-form.js'
import { shownTemplates } from './shown-templates.js'

/** BR-04: a secret's value stays on the server; `kept` says that there is one. */
const shownParameter = ({ id, key, value, location, secret }: IntegrationParameter): Record<string, unknown> => ({
  id,
  key,
  value: secret ? '' : value,
  location,
  secret,
  kept: secret,
})

const stillSigns = (column: string): string => `(${column} is null or ${column} > clock_timestamp())`

const loadIntegrations = async (
  tx: EntityManager,
  rows: readonly Integration[],
): Promise<ReadonlyMap<number, Record<string, unknown>>> => {
  const integrationId = In(rows.map(({ id }) => id))
  const parameters = await tx
    .getRepository(IntegrationParameter)
    .find({ where: { integrationId }, order: { position: 'ASC' } })
  const health = await readDeliveryHealth(
    tx,
    rows.map(({ id }) => id),
  )
  const secrets = await tx.getRepository(SigningSecret).findBy({ integrationId, expiresAt: Raw(stillSigns) })
  const secretOf = (id: number, isCurrent: boolean): SigningSecret | undefined =>
    secrets.find((secret) => secret.integrationId === id && (secret.expiresAt === null) === isCurrent)
  return new Map(
    rows.map(({ id, extraStatuses, templates }) => [
      id,
      {
        extraStatuses: Object.entries(extraStatuses).map(([eventType, statuses]) => ({
          eventType,
          statuses: statuses.join(', '),
        })),
        templates: shownTemplates(templates),
        delivery: health.get(id)?.state ?? 'normal',
        parameters: parameters.filter((parameter) => parameter.integrationId === id).map(shownParameter),
        signingSecretSince: secretOf(id, true)?.createdAt ?? null,
        previousSecretUntil: secretOf(id, false)?.expiresAt ?? null,
      },
    ]),
  )
}

/** *Configurações › Integrações › Plataformas de Conteúdo*. */
export const integrationResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<Integration>({
    dataSource: context.dataSource,
    entity: Integration,
    id: 'Integration',
    virtual: [
      { path: 'parameters', type: 'mixed', writable: true },
      { path: 'extraStatuses', type: 'mixed', writable: true },
      { path: 'signingSecretSince', type: 'datetime' },
      { path: 'delivery', type: 'string', availableValues: DELIVERY_STATES, where: deliveryCondition },
      { path: 'previousSecretUntil', type: 'datetime' },
    ],
    choices: { gateway: context.domain.gatewayNames, ...INTEGRATION_CHOICES },
    load: loadIntegrations,
    save: (tx, request) => saveIntegration(tx, request, context.domain),
    remove: removeIntegration,
    searchIn: ['description'],
  }),
  options: {
    navigation: MENU.Integration,
    sort: { sortBy: 'description', direction: 'asc' },
    listProperties: ['description', 'gateway', 'url', 'active', 'delivery'],
    filterProperties: ['description', 'url', 'active', 'delivery'],
    properties: integrationProperties,
    actions: {
      ...screens({
        form: Object.values(TABS),
        show: [
          {
            id: 'general',
            properties: [
              ...TABS.general.properties,
              'signingSecretSince',
              'previousSecretUntil',
              'createdAt',
              'updatedAt',
            ],
            component: 'CpIntegrationOverview',
          },
          TABS.parameters,
          TABS.events,
          TABS.templates,
          TABS.behaviour,
          TABS.answers,
          { id: 'products', properties: [], component: 'CpIntegrationProducts' },
          { id: 'homologations', properties: [], component: 'CpHomologations' },
        ],
        initial: NEW_INTEGRATION,
      }),
      syncProducts: syncProductsAction(context),
      showReconciliation: showReconciliationAction(context),
      ...reconcileActions(context),
      ...resendStateActions(context, 'integration'),
      test: testIntegrationAction(context),
      homologate: homologateAction(context),
      interruptDelivery: interruptDeliveryAction(context),
      resumeDelivery: resumeDeliveryAction(context),
      ...signingSecretActions(context),
      showOverview: showOverviewAction(context),
      showHomologations: showHomologationsAction(context),
      showTemplatePreview: showTemplatePreviewAction(context),
      ...setActiveActions(context, (tx, request) => saveIntegration(tx, request, context.domain)),
      bulkDelete: withoutAction,
    },
  },
})
