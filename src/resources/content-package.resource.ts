import type { ResourceWithOptions } from 'adminjs'
import { type EntityManager, In } from 'typeorm'
import { setActiveActions } from '../actions/set-active.action.js'
import { resolveSplit, SPLITS } from '../domain/catalogue/price-composition.js'
import { savePackage } from '../domain/catalogue/save-package.js'
import { removeRecord } from '../domain/remove-record.js'
import { COMMERCIAL_MODES, ContentPackage } from '../entities/content-package.js'
import { DOCUMENT_MODELS, PriceComponent, REVENUE_TYPES } from '../entities/price-component.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { onForm, onRecord, screens, stampProperties, withoutAction } from './declarations.js'

const loadPackages = async (
  tx: EntityManager,
  rows: readonly ContentPackage[],
): Promise<ReadonlyMap<number, Record<string, unknown>>> => {
  const parts = await tx
    .getRepository(PriceComponent)
    .find({ where: { packageId: In(rows.map(({ id }) => id)) }, order: { position: 'ASC' } })
  return new Map(
    rows.map(({ id, priceCents }) => [
      id,
      {
        components: parts
          .filter(({ packageId }) => packageId === id)
          .map(({ id, description, revenueType, amountCents, percent, documentModel }) => ({
            ...{ id, description, revenueType, amountCents, percent, documentModel },
          })),
        splitBy: resolveSplit(parts.filter(({ packageId }) => packageId === id)),
        // Whoever saved it at R$ 0,00 has said that it is meant.
        confirmZeroPrice: priceCents === 0,
      },
    ]),
  )
}

const GENERAL = [
  'name',
  'code',
  'displayName',
  'commercialMode',
  'priceCents',
  'confirmZeroPrice',
  'defaultTermDays',
  'suspendOnDebt',
  'active',
  'notes',
]
const COMPONENTS = { id: 'components', properties: ['splitBy', 'components'] }

/** *Configurações › Geral › Pacotes*. */
export const contentPackageResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<ContentPackage>({
    dataSource: context.dataSource,
    entity: ContentPackage,
    id: 'ContentPackage',
    references: { productId: 'Product' },
    virtual: [
      { path: 'splitBy', type: 'string', writable: true, availableValues: SPLITS },
      { path: 'components', type: 'mixed', writable: true },
      { path: 'confirmZeroPrice', type: 'boolean', writable: true },
    ],
    choices: { commercialMode: COMMERCIAL_MODES },
    load: loadPackages,
    save: savePackage,
    remove: (tx, request) => removeRecord(tx, { entity: ContentPackage, table: 'content_package', ...request }),
    searchIn: ['name', 'code', 'displayName'],
  }),
  options: {
    navigation: MENU.ContentPackage,
    sort: { sortBy: 'name', direction: 'asc' },
    listProperties: ['name', 'code', 'priceCents', 'commercialMode', 'productId', 'active'],
    filterProperties: ['name', 'code', 'commercialMode', 'productId', 'active'],
    properties: {
      ...stampProperties,
      name: { isTitle: true },
      priceCents: { components: shownAs.money },
      notes: { components: shownAs.textArea, custom: { wide: true } },
      confirmZeroPrice: { isVisible: onForm, components: { edit: 'CpConfirmZeroPrice' } },
      splitBy: { isVisible: onForm, components: { edit: 'CpSplitByEdit' } },
      components: {
        type: 'mixed',
        isVisible: onRecord,
        components: shownAs.rows,
        custom: {
          ordered: true,
          addLabel: 'resources.ContentPackage.messages.addComponent',
          sum: 'amountCents',
          sumTo: 'priceCents',
          split: { by: 'splitBy', of: 'priceCents', amount: 'amountCents', percent: 'percent' },
          columns: [
            { key: 'description', type: 'text', grow: 2 },
            { key: 'revenueType', type: 'select', values: REVENUE_TYPES },
            { key: 'percent', type: 'percent' },
            { key: 'amountCents', type: 'money' },
            { key: 'documentModel', type: 'select', values: DOCUMENT_MODELS },
          ],
        },
      },
    },
    actions: {
      ...screens({
        form: [
          { id: 'general', properties: GENERAL },
          COMPONENTS,
          { id: 'integration', properties: ['productId'], component: 'CpPackageIntegration' },
        ],
        show: [
          { id: 'general', properties: [...GENERAL, 'createdAt', 'updatedAt'] },
          COMPONENTS,
          { id: 'integration', properties: ['productId'], component: 'CpPackageIntegration' },
        ],
        initial: { commercialMode: 'avulso', suspendOnDebt: true, active: true, splitBy: 'amount' },
      }),
      ...setActiveActions(context, savePackage),
      bulkDelete: withoutAction,
    },
  },
})
