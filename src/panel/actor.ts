import { ROLES, type Role } from '../entities/panel-user.js'
import { DomainError } from '../errors.js'

/** Who changes something: recorded with each change, asked for each right. `id` is the e-mail of a panel user. */
export interface Actor {
  readonly id: string
  readonly role: Role
}

/** What of a signed-in person reaches AdminJS and with it the browser: nothing else may be added. */
export interface PanelIdentity {
  readonly email: string
  readonly title: string
  readonly role: Role
}

/** The role of AdminJS's `currentAdmin`; undefined for nobody and for a role that we do not know. */
export const roleOf = (currentAdmin: unknown): Role | undefined => {
  const role = (currentAdmin as { role?: unknown } | null | undefined)?.role
  return ROLES.find((known) => known === role)
}

/** The actor behind AdminJS's `currentAdmin`; refuses `FORBIDDEN` when nobody with a known role is signed in. */
export const actorOf = (currentAdmin: unknown): Actor => {
  const role = roleOf(currentAdmin)
  const email = (currentAdmin as { email?: unknown } | null | undefined)?.email
  if (!role || typeof email !== 'string') throw new DomainError('FORBIDDEN')
  return { id: email, role }
}
