import type { ResourceWithOptions } from 'adminjs'
import { removeServiceStatus, saveServiceStatus } from '../domain/services/save-service-status.js'
import { BLOCK_KINDS } from '../entities/service-block.js'
import { CONTENT_EFFECTS, ServiceStatus } from '../entities/service-status.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { screens, withoutAction } from './declarations.js'

const CHANGEABLE = ['label', 'contentEffect', 'blockKind', 'billable']

/** *Configurações › Geral › Status de serviço*: those that we ship, and the provider's own. */
export const serviceStatusResource = ({ dataSource }: PanelContext): ResourceWithOptions => {
  const { edit, show } = screens({
    form: [{ id: 'general', properties: CHANGEABLE, component: 'CpStatusEffect' }],
    show: [{ id: 'general', properties: ['label', 'code', 'contentEffect', 'blockKind', 'billable', 'system'] }],
  })
  const { new: created } = screens({
    form: [{ id: 'general', properties: ['label', 'code', 'contentEffect', 'blockKind', 'billable'] }],
    initial: { billable: true },
  })
  return {
    resource: new PanelResource<ServiceStatus>({
      dataSource,
      entity: ServiceStatus,
      id: 'ServiceStatus',
      choices: { contentEffect: CONTENT_EFFECTS, blockKind: BLOCK_KINDS },
      save: saveServiceStatus,
      remove: removeServiceStatus,
      searchIn: ['label', 'code'],
    }),
    options: {
      navigation: MENU.ServiceStatus,
      sort: { sortBy: 'id', direction: 'asc' },
      listProperties: ['label', 'contentEffect', 'blockKind', 'billable', 'system'],
      filterProperties: ['label', 'contentEffect', 'billable', 'system'],
      properties: {
        label: { isTitle: true },
        contentEffect: { components: { ...shownAs.status, edit: 'CpTextEdit' } },
        blockKind: { components: { ...shownAs.choice, edit: 'CpBlockKindEdit' } },
        system: { isVisible: { list: true, show: true, filter: true, edit: false } },
      },
      actions: {
        new: created,
        edit,
        show,
        delete: { isAccessible: ({ record }) => record?.params.system !== true },
        bulkDelete: withoutAction,
      },
    },
  }
}
