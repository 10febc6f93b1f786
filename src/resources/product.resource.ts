import type { ResourceWithOptions } from 'adminjs'
import { type EntityManager, In } from 'typeorm'
import { Integration } from '../entities/integration.js'
import { Product } from '../entities/product.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import { containing } from '../panel/filter-conditions.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

// A generic product is named after its platform, so that alone says enough.
const fullNameOf = ({ name }: Product, platform: string): string =>
  platform === '' || platform === name ? name : `${platform} · ${name}`

const loadProducts = async (
  tx: EntityManager,
  rows: readonly Product[],
): Promise<ReadonlyMap<number, Record<string, unknown>>> => {
  const integrations = await tx
    .getRepository(Integration)
    .find({ select: { id: true, description: true }, where: { id: In(rows.map((row) => row.integrationId)) } })
  const platformOf = new Map(integrations.map(({ id, description }) => [id, description]))
  return new Map(rows.map((row) => [row.id, { fullName: fullNameOf(row, platformOf.get(row.integrationId) ?? '') }]))
}

/** *Configurações › Integrações › Produtos*: what platforms list; only *Sincronizar* makes and changes them. */
export const productResource = ({ dataSource }: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<Product>({
    dataSource,
    entity: Product,
    id: 'Product',
    references: { integrationId: 'Integration' },
    virtual: [{ path: 'fullName', type: 'string' }],
    load: loadProducts,
    searchIn: ['name', 'code'],
    searchWhere: (text) => ({
      sql: `row.integrationId in (select i.id from content_platforms.integration i
        where content_platforms.fold_text(i.description) like content_platforms.fold_text(:platform))`,
      parameters: { platform: containing(text) },
    }),
  }),
  options: {
    navigation: MENU.Product,
    titleProperty: 'fullName',
    sort: { sortBy: 'name', direction: 'asc' },
    listProperties: ['name', 'integrationId', 'externalId', 'active', 'lastSeenAt'],
    showProperties: ['name', 'integrationId', 'code', 'externalId', 'generic', 'active', 'lastSeenAt', 'createdAt'],
    filterProperties: ['name', 'integrationId', 'active'],
    properties: {
      lastSeenAt: { components: shownAs.date },
      createdAt: { components: shownAs.date },
    },
    actions: readOnlyActions,
  },
})
