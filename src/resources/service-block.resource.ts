import type { ResourceWithOptions } from 'adminjs'
import { BLOCK_KINDS, BLOCK_ORIGINS, ServiceBlock } from '../entities/service-block.js'
import { ptBR } from '../locale/pt-BR.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

const PROPERTIES = ['kind', 'serviceId', 'origin', 'reason', 'openedAt', 'closedAt']

/** What stands behind suspensions, for those who come by a reference. */
export const serviceBlockResource = ({ dataSource }: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<ServiceBlock>({
    dataSource,
    entity: ServiceBlock,
    id: 'ServiceBlock',
    references: { serviceId: 'CustomerService' },
    choices: { kind: BLOCK_KINDS, origin: BLOCK_ORIGINS },
    virtual: [{ path: 'title', type: 'string' }],
    load: async (_tx, rows) =>
      new Map(rows.map((row) => [row.id, { title: ptBR.resources.ServiceBlock.labels.kind[row.kind] }])),
  }),
  options: {
    navigation: false,
    listProperties: PROPERTIES,
    filterProperties: ['serviceId', 'kind', 'origin', 'openedAt', 'closedAt'],
    showProperties: PROPERTIES,
    properties: {
      title: { isTitle: true },
      kind: { components: shownAs.choice },
      origin: { components: shownAs.choice },
      openedAt: { components: shownAs.date },
      closedAt: { components: shownAs.date },
    },
    actions: readOnlyActions,
  },
})
