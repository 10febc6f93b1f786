import type { RequestHandler } from 'express'
import type { CurrentPanelUser } from '../authenticate.js'

/**
 * Looks the signed-in user up again at each request: who was deactivated or has a new password is out, who has a new
 * role has it now.
 */
export const refreshCurrentUser =
  (find: (email: string) => Promise<CurrentPanelUser | null>): RequestHandler =>
  (request, _response, next) => {
    const { session } = request
    const signedIn = session.adminUser
    if (!signedIn) return next()
    find(signedIn.email).then((current) => {
      if (!current || (session.passwordMark ?? current.passwordMark) !== current.passwordMark)
        return session.regenerate(next)
      const { identity, passwordMark } = current
      session.passwordMark = passwordMark
      if (identity.role !== signedIn.role || identity.title !== signedIn.title) session.adminUser = identity
      next()
    }, next)
  }
