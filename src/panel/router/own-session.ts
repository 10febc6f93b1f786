import type { Request, RequestHandler } from 'express'

/**
 * Gives the panel a request without the host app's session. Where there is one already, express-session does nothing,
 * and the panel would live in the host's cookie and store, whatever their flags are.
 */
export const ownSession =
  (panel: RequestHandler): RequestHandler =>
  (request, response, next) => {
    const absent = { value: undefined, writable: true, configurable: true, enumerable: true }
    const own: Request = request.session
      ? Object.create(request, { session: absent, sessionID: absent, sessionStore: absent })
      : request
    return panel(own, response, next)
  }
