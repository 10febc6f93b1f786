import type { ResourceWithOptions } from 'adminjs'
import { type EntityManager, In, IsNull } from 'typeorm'
import { rotateSigningSecretAction } from '../actions/rotate-signing-secret.action.js'
import { setActiveActions } from '../actions/set-active.action.js'
import { showOverviewAction } from '../actions/show-overview.action.js'
import { showTemplatePreviewAction } from '../actions/show-template-preview.action.js'
import { syncProductsAction } from '../actions/sync-products.action.js'
import { testIntegrationAction } from '../actions/test-integration.action.js'
import { removeIntegration } from '../domain/remove-integration.js'
import { saveIntegration } from '../domain/save-integration.js'
import { DATA_PROFILES, HTTP_METHODS, Integration, SUCCESS_RULES } from '../entities/integration.js'
import { IntegrationParameter, PARAMETER_LOCATIONS } from '../entities/integration-parameter.js'
import { SigningSecret } from '../entities/signing-secret.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { onPage, onRecord, screens, stampProperties, withoutAction } from './declarations.js'
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

const loadIntegrations = async (
  tx: EntityManager,
  rows: readonly Integration[],
): Promise<ReadonlyMap<number, Record<string, unknown>>> => {
  const integrationId = In(rows.map(({ id }) => id))
  const parameters = await tx
    .getRepository(IntegrationParameter)
    .find({ where: { integrationId }, order: { position: 'ASC' } })
  const secrets = await tx.getRepository(SigningSecret).findBy({ integrationId, expiresAt: IsNull() })
  return new Map(
    rows.map((row) => [
      row.id,
      {
        templates: shownTemplates(row),
        parameters: parameters.filter((parameter) => parameter.integrationId === row.id).map(shownParameter),
        signingSecretSince: secrets.find((secret) => secret.integrationId === row.id)?.createdAt ?? null,
      },
    ]),
  )
}

const TABS = {
  general: { id: 'general', properties: ['description', 'gateway', 'url', 'method', 'active'] },
  parameters: { id: 'parameters', properties: ['parameters'] },
  templates: { id: 'templates', properties: ['templates'] },
  behaviour: {
    id: 'behaviour',
    properties: ['singlePackage', 'sendSuspendResume', 'suspendOnPartial', 'successRule', 'dataProfile'],
  },
} as const

/** *Configurações › Integrações › Plataformas de Conteúdo*. */
export const integrationResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<Integration>({
    dataSource: context.dataSource,
    entity: Integration,
    id: 'Integration',
    virtual: [
      { path: 'parameters', type: 'mixed', writable: true },
      { path: 'signingSecretSince', type: 'datetime' },
    ],
    choices: {
      gateway: context.domain.gatewayNames,
      method: HTTP_METHODS,
      successRule: SUCCESS_RULES,
      dataProfile: DATA_PROFILES,
    },
    load: loadIntegrations,
    save: (tx, request) => saveIntegration(tx, request, context.domain),
    remove: removeIntegration,
    searchIn: ['description'],
  }),
  options: {
    navigation: MENU.Integration,
    sort: { sortBy: 'description', direction: 'asc' },
    listProperties: ['description', 'gateway', 'url', 'active'],
    filterProperties: ['description', 'url', 'active'],
    properties: {
      ...stampProperties,
      description: { isTitle: true },
      active: { components: shownAs.boolean },
      parameters: {
        type: 'mixed',
        isVisible: onRecord,
        components: shownAs.rows,
        custom: {
          ordered: true,
          addLabel: 'resources.Integration.messages.addParameter',
          columns: [
            { key: 'key', type: 'text' },
            { key: 'value', type: 'text', secretWhen: 'secret' },
            { key: 'location', type: 'select', values: PARAMETER_LOCATIONS },
            { key: 'secret', type: 'switch' },
          ],
        },
      },
      templates: { isVisible: onRecord, components: shownAs.templates, custom: { wide: true } },
      signingSecretSince: { isVisible: onPage, components: shownAs.date },
    },
    actions: {
      ...screens({
        form: [TABS.general, TABS.parameters, TABS.behaviour, TABS.templates],
        show: [
          {
            id: 'general',
            properties: [...TABS.general.properties, 'signingSecretSince', 'createdAt', 'updatedAt'],
            component: 'CpIntegrationOverview',
          },
          TABS.parameters,
          TABS.behaviour,
          TABS.templates,
          { id: 'products', properties: [], component: 'CpIntegrationProducts' },
        ],
        initial: {
          gateway: 'outros',
          method: 'POST',
          active: true,
          sendSuspendResume: true,
          successRule: 'http_2xx_and_body_success',
          dataProfile: 'contact',
        },
      }),
      syncProducts: syncProductsAction(context),
      test: testIntegrationAction(context),
      rotateSecret: rotateSigningSecretAction(context),
      showOverview: showOverviewAction(context),
      showTemplatePreview: showTemplatePreviewAction(context),
      ...setActiveActions(context, (tx, request) => saveIntegration(tx, request, context.domain)),
      bulkDelete: withoutAction,
    },
  },
})
