import { createHash } from 'node:crypto'
import type { DataSource } from 'typeorm'
import { PanelUser, type Role } from '../entities/panel-user.js'
import { hashPassword, verifyPassword } from './password.js'

/** All that the session and the page know of who signed in. `email` is the id of the actor in the audit. */
export interface PanelIdentity {
  email: string
  /** The person's name, as the panel shows it. */
  title: string
  role: Role
}

export interface Credentials {
  email: string
  password: string
}

/** Answers who these credentials are of; null when they are nobody's. */
export type Authenticate = (credentials: Credentials) => Promise<PanelIdentity | null>

const identityOf = (user: PanelUser): PanelIdentity => ({ email: user.email, title: user.name, role: user.role })

let unknownUserHash: Promise<string> | undefined

/**
 * The active panel user of these credentials, or null. An unknown e-mail takes as long as a wrong password, so that the
 * time of the answer doesn't tell who has an account.
 */
export const authenticatePanelUser = async (
  dataSource: DataSource,
  { email, password }: Credentials,
): Promise<PanelIdentity | null> => {
  unknownUserHash ??= hashPassword('')
  const user = await dataSource.manager.findOneBy(PanelUser, { email: email.trim().toLowerCase(), active: true })
  const isRight = await verifyPassword(password, user?.passwordHash ?? (await unknownUserHash))
  return user && isRight ? identityOf(user) : null
}

/** A panel user as of now. `passwordMark` changes with the password and tells nothing about it. */
export interface CurrentPanelUser {
  identity: PanelIdentity
  passwordMark: string
}

/** The panel user with this e-mail; null once it is inactive or gone. */
export const findCurrentPanelUser = async (dataSource: DataSource, email: string): Promise<CurrentPanelUser | null> => {
  const user = await dataSource.manager.findOneBy(PanelUser, { email, active: true })
  if (!user) return null
  const passwordMark = createHash('sha256').update(user.passwordHash).digest('base64url').slice(0, 16)
  return { identity: identityOf(user), passwordMark }
}
