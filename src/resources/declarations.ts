import type { PropertyOptions } from 'adminjs'
import type { PanelAction } from '../actions/panel-action.js'
import type { Role } from '../entities/panel-user.js'
import { shownAs } from '../panel/appearance/property-components.js'

/** A tab of a form and of a record's page; see `components/forms/tabs.ts`. */
export interface Tab {
  id: string
  properties: readonly string[]
  /** Registered name of a component below the tab's properties. */
  component?: string
  /** Roles for which the tab is there; all where it is left out. */
  roles?: readonly Role[]
}

interface Screens {
  form: readonly Tab[]
  /** The same as the form's where it is left out. */
  show?: readonly Tab[]
  /** What a new record's form starts with, where that is not empty. */
  initial?: Readonly<Record<string, unknown>>
}

/** The form and the record's page of a resource, in tabs. */
export const screens = ({
  form,
  show = form,
  initial = {},
}: Screens): Record<'new' | 'edit' | 'show', PanelAction> => ({
  new: { custom: { tabs: form, initial } },
  edit: { custom: { tabs: form } },
  show: { custom: { tabs: show } },
})

/** An action that this resource does not have, for anybody. */
export const withoutAction: PanelAction = { isAccessible: false, isVisible: false }

/** Only ever read: what is shown here comes about elsewhere. */
export const readOnlyActions: Record<'new' | 'edit' | 'delete' | 'bulkDelete', PanelAction> = {
  new: withoutAction,
  edit: withoutAction,
  delete: withoutAction,
  bulkDelete: withoutAction,
}

/** When a record came about and last changed, on its own page only. */
export const stampProperties: Record<'createdAt' | 'updatedAt', PropertyOptions> = {
  createdAt: { components: shownAs.date, isVisible: { show: true, list: false, edit: false, filter: false } },
  updatedAt: { components: shownAs.date, isVisible: { show: true, list: false, edit: false, filter: false } },
}

/** In a form and on the record's page; in no list or filter. */
export const onRecord = { list: false, filter: false, show: true, edit: true }

/** On the record's page only. */
export const onPage = { list: false, filter: false, show: true, edit: false }

/** In a form only. */
export const onForm = { list: false, filter: false, show: false, edit: true }
