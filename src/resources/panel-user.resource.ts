import type { ResourceWithOptions } from 'adminjs'
import { PanelUser, ROLES } from '../entities/panel-user.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { savePanelUser } from '../panel/save-panel-user.js'
import { onForm, screens, stampProperties, withoutAction } from './declarations.js'

/** *Sistema › Usuários do painel*. Nobody is deleted: the audit names them, so their access is taken away instead. */
export const panelUserResource = ({ dataSource }: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<PanelUser>({
    dataSource,
    entity: PanelUser,
    id: 'PanelUser',
    virtual: [{ path: 'password', type: 'password', writable: true }],
    choices: { role: ROLES },
    save: savePanelUser,
    searchIn: ['name', 'email'],
  }),
  options: {
    navigation: MENU.PanelUser,
    titleProperty: 'name',
    sort: { sortBy: 'name', direction: 'asc' },
    listProperties: ['name', 'email', 'role', 'active'],
    filterProperties: ['name', 'email', 'role', 'active'],
    properties: {
      ...stampProperties,
      email: { props: { type: 'email', inputMode: 'email' } },
      passwordHash: { isVisible: false },
      password: { type: 'password', isVisible: onForm, components: shownAs.secret },
    },
    actions: {
      ...screens({
        form: [{ id: 'general', properties: ['name', 'email', 'role', 'password', 'active'] }],
        show: [{ id: 'general', properties: ['name', 'email', 'role', 'active', 'createdAt', 'updatedAt'] }],
        initial: { active: true },
      }),
      delete: withoutAction,
      bulkDelete: withoutAction,
    },
  },
})
