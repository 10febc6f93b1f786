import type { Request, Response } from 'express'
import type { DataSource } from 'typeorm'
import { ROLES } from '../../entities/panel-user.js'
import type { Authenticate, PanelIdentity } from '../authenticate.js'
import { clientAddress } from './client-address.js'
import type { PanelLogger } from './panel-router-options.js'
import { pruneSessions } from './session.js'
import type { SignInLimit } from './sign-in-limit.js'

export interface SignInParts {
  dataSource: DataSource
  authenticate: Authenticate
  limit: SignInLimit
  logger: PanelLogger
  rootPath: string
}

/** AdminJS shows the message of whatever is thrown while signing in, so nothing but these keys may be thrown. */
const MESSAGE_KEYS = ['tooManyRequests', 'signInFailed'] as const
class SignInRefused extends Error {
  constructor(key: (typeof MESSAGE_KEYS)[number]) {
    super(key)
  }
}

/** Only these three: the host's user object may hold a password's hash, and AdminJS writes all of it into the page. */
const identityOf = (found: PanelIdentity): PanelIdentity => {
  const { email, role } = found
  if (typeof email !== 'string' || !ROLES.includes(role)) throw new TypeError('authenticate: needs email and role')
  return { email, title: typeof found.title === 'string' ? found.title : email, role }
}

const isLocalPath = (path: unknown, rootPath: string): path is string =>
  typeof path === 'string' &&
  !/[\\\s]|^\/\//.test(path) &&
  (path === rootPath || path.startsWith(rootPath.endsWith('/') ? rootPath : `${rootPath}/`))

/** A new session id, so that one planted in the browser before the sign-in is worth nothing after it. */
const startSession = async (request: Request, rootPath: string): Promise<void> => {
  const { redirectTo } = request.session
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error) => (error ? reject(error) : resolve()))
  })
  if (isLocalPath(redirectTo, rootPath)) request.session.redirectTo = redirectTo
}

const signIn = async (parts: SignInParts, request: Request, response: Response): Promise<PanelIdentity | null> => {
  const { email, password } = (request as Request & { fields: Record<string, unknown> }).fields
  const credentials = {
    // PostgreSQL takes no NUL in a text.
    email: String(email ?? '')
      .replaceAll('\0', '')
      .trim()
      .toLowerCase(),
    password: String(password ?? ''),
  }
  const attempt = { email: credentials.email, address: clientAddress(request.ip) }
  if (!(await parts.limit.reserve(attempt))) {
    parts.logger.warn({ address: attempt.address }, 'panel.sign_in_limited')
    throw new SignInRefused('tooManyRequests')
  }
  const found = await parts.authenticate(credentials)
  if (!found) {
    response.status(401)
    return null
  }
  const identity = identityOf(found)
  await parts.limit.release(attempt)
  await pruneSessions(parts.dataSource)
  await startSession(request, parts.rootPath)
  return identity
}

/** The `authenticate` that AdminJS is given. Throws only keys of the sign-in page's messages. */
export const createSignIn =
  (parts: SignInParts) =>
  async (
    _email: string,
    _password: string,
    context?: { req: Request; res: Response },
  ): Promise<PanelIdentity | null> => {
    try {
      if (!context) throw new TypeError('@adminjs/express gave no context')
      return await signIn(parts, context.req, context.res)
    } catch (error) {
      if (error instanceof SignInRefused) throw error
      parts.logger.error({ err: error }, 'panel.sign_in_failed')
      throw new SignInRefused('signInFailed')
    }
  }
