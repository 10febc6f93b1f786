import AdminJSExpress from '@adminjs/express'
import type AdminJS from 'adminjs'
import express, { type Router } from 'express'
import session from 'express-session'
import { authenticatePanelUser, findCurrentPanelUser } from '../authenticate.js'
import { serveAssets } from './assets.js'
import { parseBody } from './body.js'
import { resolveBundle } from './bundle.js'
import { refreshCurrentUser } from './current-user.js'
import { refuseUnknownRoutes } from './known-routes.js'
import { ownSession } from './own-session.js'
import { safePages } from './page.js'
import type { PanelRouterOptions } from './panel-router-options.js'
import { refuseErrors } from './refusal.js'
import { sameOrigin } from './same-origin.js'
import { securityHeaders } from './security-headers.js'
import { sessionOptions, signOut } from './session.js'
import { createSignIn } from './sign-in.js'
import { createSignInLimit } from './sign-in-limit.js'

const MIN_SECRET_LENGTH = 16

/** A path of AdminJS's options as the router sees it, which is mounted at `rootPath`. */
const localPath = (admin: AdminJS, name: 'loginPath' | 'logoutPath'): string => {
  const { rootPath, [name]: path } = admin.options
  const prefix = rootPath.replace(/\/$/, '')
  if (!path.startsWith(`${prefix}/`)) throw new TypeError(`${name}: must lie below rootPath (${rootPath})`)
  return path.slice(prefix.length)
}

/** Made once the first time it is asked for, and again after a failure. */
const retried = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
}

/** AdminJS as @adminjs/express sees it: bundling is ours, and must not start in the working directory as well. */
const withoutBundling = (admin: AdminJS): AdminJS =>
  Object.create(admin, { initialize: { value: async () => undefined } })

/**
 * The panel as an Express router, for `app.use(admin.options.rootPath, router)`. Throws a `TypeError` that names the
 * option which is wrong. Behind a proxy the host app sets `trust proxy`, else all visitors share one address.
 */
export const createPanelRouter = (admin: AdminJS, options: PanelRouterOptions): Router => {
  const { dataSource, authenticate, logger } = options
  const cookieSecrets = [options.cookieSecret].flat()
  const [cookieSecret = ''] = cookieSecrets
  const { rootPath, loginPath } = admin.options
  if (cookieSecrets.length === 0 || cookieSecrets.some(({ length }) => length < MIN_SECRET_LENGTH))
    throw new TypeError(`cookieSecret: needs at least ${MIN_SECRET_LENGTH} characters`)
  const logoutPath = localPath(admin, 'logoutPath')
  const loginRoute = localPath(admin, 'loginPath')
  const sessions = sessionOptions({ dataSource, cookieSecrets, rootPath, secure: options.secure ?? 'auto' })
  const bundle = retried(() => resolveBundle(admin, options.bundleDir))
  bundle().catch((error: unknown) => logger.error({ err: error }, 'panel.bundle_failed'))
  const signIn = createSignIn({
    dataSource,
    authenticate: authenticate ?? ((credentials) => authenticatePanelUser(dataSource, credentials)),
    limit: createSignInLimit(dataSource, { ...options.signIn, secret: cookieSecret }),
    logger,
    rootPath,
  })

  const router = express.Router()
  router.use(securityHeaders, serveAssets({ bundle }), sameOrigin({ logoutPath }), parseBody, session(sessions))
  if (!authenticate) router.use(refreshCurrentUser((email) => findCurrentPanelUser(dataSource, email)))
  router.route(logoutPath).get(signOut({ loginPath, rootPath })).post(signOut({ loginPath, rootPath }))
  router.use(refuseUnknownRoutes(admin, { loginPath: loginRoute }), safePages)
  const inner = AdminJSExpress.buildAuthenticatedRouter(
    withoutBundling(admin),
    { authenticate: signIn, cookieName: sessions.name ?? '', cookiePassword: cookieSecret },
    null,
    sessions,
  )
  router.use(inner, refuseErrors(logger))
  return express.Router().use(ownSession(router))
}
