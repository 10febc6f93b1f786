import type { Role } from '../entities/panel-user.js'
import { can, isReadOnlyAction } from './can.js'

interface NamedAction {
  name: string
  custom?: unknown
}

/** True when the action changes nothing: by its name, or because it is declared `custom: { readOnly: true }`. */
export const isReadOnly = ({ name, custom }: NamedAction): boolean =>
  isReadOnlyAction(name) || (custom as { readOnly?: unknown } | undefined)?.readOnly === true

/** {@link can} for an action: one that only reads needs no more than the right to see a record. */
export const mayRun = (role: Role | undefined, resourceId: string, action: NamedAction): boolean =>
  can(role, resourceId, isReadOnly(action) && !isReadOnlyAction(action.name) ? 'show' : action.name)
