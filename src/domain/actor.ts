import type { Role } from '../entities/panel-user.js'

/** Who asks for a change: a panel user by e-mail, or a job or the host by name. */
export interface Actor {
  id: string
  role: Role | 'system'
}
