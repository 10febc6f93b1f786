import type { RequestHandler } from 'express'
import type { PanelIdentity } from '../authenticate.js'

/** Looks the signed-in user up again at each request: who was deactivated is out, who has a new role has it now. */
export const refreshCurrentUser =
  (find: (email: string) => Promise<PanelIdentity | null>): RequestHandler =>
  (request, _response, next) => {
    const signedIn = request.session.adminUser
    if (!signedIn) return next()
    find(signedIn.email).then((current) => {
      if (!current) return request.session.regenerate(next)
      if (current.role !== signedIn.role || current.title !== signedIn.title) request.session.adminUser = current
      next()
    }, next)
  }
