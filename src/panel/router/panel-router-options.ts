import type { DataSource } from 'typeorm'
import type { Authenticate } from '../authenticate.js'

/** The part of a pino logger that the panel uses: fields first, then a stable dotted name. */
export interface PanelLogger {
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

export interface PanelRouterOptions {
  /** Holds the sessions, the counts of failed sign-ins and, without `authenticate`, the users. */
  dataSource: DataSource
  /**
   * Signs the session's cookie; at least 16 characters, the same in every process of the panel. Of a list the first one
   * signs, and a cookie that another one signed is still good.
   */
  cookieSecret: string | readonly string[]
  /** Asks the host who signs in, instead of the panel's own users. Only then the host must end sessions of people who left. */
  authenticate?: Authenticate
  /** Whether the cookie travels by HTTPS only. `auto`, the default, follows each request: behind a proxy set `trust proxy`. */
  secure?: boolean | 'auto'
  logger: PanelLogger
  signIn?: SignInLimits
  /** Where the components are bundled when no ready bundle fits them; default `.adminjs` in the working directory. */
  bundleDir?: string
}

export interface SignInLimits {
  /** Wrong passwords for one account before it has to wait; default 5. One address may fail four times as often. */
  maxFailures?: number
  /** How long failures count, from the first one; default 15 minutes. */
  windowMs?: number
}
