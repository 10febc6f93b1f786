import connectPgSimple from 'connect-pg-simple'
import type { RequestHandler } from 'express'
import session, { type SessionOptions } from 'express-session'
import type { Pool } from 'pg'
import type { DataSource } from 'typeorm'
import { SCHEMA } from '../../entities/schema.js'
import type { PanelIdentity } from '../authenticate.js'

const HOURS_MS = 60 * 60 * 1000

const COOKIE_NAME = 'cp.sid'

declare module 'express-session' {
  interface SessionData {
    adminUser: PanelIdentity
    redirectTo: string
    /** Of the password as the session began; see `CurrentPanelUser`. */
    passwordMark: string
  }
}

/** TypeORM's own pool, asked for at each query: the router may be made before the DataSource is initialised. */
const poolOf = (dataSource: DataSource): Pool =>
  ({
    query: (text: string, values: unknown[]) =>
      (dataSource.driver as unknown as { master: Pool }).master.query(text, values),
  }) as unknown as Pool

/** Sessions of eight hours after the last request, kept in PostgreSQL and so shared by every process of the panel. */
export const sessionOptions = (options: {
  dataSource: DataSource
  cookieSecrets: readonly string[]
  rootPath: string
  secure: boolean | 'auto'
}): SessionOptions => {
  const PgStore = connectPgSimple(session)
  return {
    name: COOKIE_NAME,
    secret: [...options.cookieSecrets],
    resave: false,
    saveUninitialized: false,
    rolling: true,
    unset: 'destroy',
    cookie: {
      httpOnly: true,
      sameSite: 'strict',
      secure: options.secure,
      path: options.rootPath,
      maxAge: 8 * HOURS_MS,
    },
    store: new PgStore({
      pool: poolOf(options.dataSource),
      schemaName: SCHEMA,
      tableName: 'panel_session',
      createTableIfMissing: false,
      // Its timer would outlive the DataSource; expired sessions go when somebody signs in.
      pruneSessionInterval: false,
    }),
  }
}

/** Deletes the sessions that expired. */
export const pruneSessions = async (dataSource: DataSource): Promise<void> => {
  await dataSource.query(`delete from ${SCHEMA}.panel_session where expire < now()`)
}

/** Ends the session in the database before it says so. */
export const signOut =
  ({ loginPath, rootPath }: { loginPath: string; rootPath: string }): RequestHandler =>
  (request, response, next) => {
    request.session.destroy((error) => {
      if (error) return next(error)
      response.clearCookie(COOKIE_NAME, { path: rootPath }).redirect(303, loginPath)
    })
  }
