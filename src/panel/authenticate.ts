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

/** The panel user as of now, by e-mail; null once it is inactive or gone. */
export const findPanelIdentity = async (dataSource: DataSource, email: string): Promise<PanelIdentity | null> => {
  const user = await dataSource.manager.findOneBy(PanelUser, { email, active: true })
  return user && identityOf(user)
}
