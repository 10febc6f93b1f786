import type { ActionContext } from 'adminjs'
import { DomainError } from '../errors.js'
import type { Actor } from '../panel/actor.js'
import { roleOf } from '../panel/actor.js'

/** For an action of administrators on a resource that attendants work in; the handler decides again. */
export const forAdministrators = ({ currentAdmin }: Pick<ActionContext, 'currentAdmin'>): boolean =>
  roleOf(currentAdmin) === 'administrator'

/** Refuses `FORBIDDEN` to anybody but an administrator. */
export const requireAdministrator = ({ role }: Actor): void => {
  if (role !== 'administrator') throw new DomainError('FORBIDDEN')
}
