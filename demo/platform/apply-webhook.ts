import { randomBytes } from 'node:crypto'
import type { PackageState, PlatformUser } from './state.js'
import type { WebhookBody } from './wire.js'

export type Applied =
  | { kind: 'applied'; user: PlatformUser | null }
  | { kind: 'outdated'; user: PlatformUser }
  | { kind: 'unknown-user' }

/** State of the package after each type of event; types that say nothing about a package are left out. */
const STATE_AFTER: Record<string, PackageState> = {
  'content.subscription.created': 'active',
  'content.subscription.suspended': 'suspended',
  'content.subscription.resumed': 'active',
  'content.subscription.removed': 'removed',
}
const STATE_NAMED: Record<string, PackageState> = { active: 'active', suspended: 'suspended', absent: 'removed' }
const SNAPSHOT = 'content.subscription.snapshot'
const MAKES_USER: ReadonlySet<string> = new Set(['content.subscription.created', SNAPSHOT])

/**
 * Changes `users` as the webhook says. A sequence that is not above the user's last one is an old copy and changes
 * nothing. Only a creation or a snapshot makes a user.
 */
export const applyWebhook = (users: Record<string, PlatformUser>, { type, data }: WebhookBody): Applied => {
  const { account, subscription, customer } = data
  if (!account) return { kind: 'applied', user: null }
  const known = users[account.id]
  if (!known && !MAKES_USER.has(type)) return { kind: 'unknown-user' }
  const user = known ?? createUser(customer?.email ?? null)
  const sequence = subscription?.sequence ?? account.sequence ?? null
  if (sequence !== null && sequence <= user.lastSequence) return { kind: 'outdated', user }

  users[account.id] = user
  user.name = customer?.name ?? user.name
  user.email = customer?.email ?? user.email
  user.lastSequence = sequence ?? user.lastSequence
  const name = data.package?.name ?? data.product?.name
  if (subscription) {
    const formerId = subscription.previousId ?? subscription.id
    const entry = user.packages[formerId] ?? { name: name ?? `Assinatura ${subscription.id}`, state: 'active' }
    delete user.packages[formerId]
    const told = type === SNAPSHOT ? STATE_NAMED[subscription.state ?? ''] : STATE_AFTER[type]
    user.packages[subscription.id] = { name: name ?? entry.name, state: told ?? entry.state }
  }
  user.state = stateOfUser(Object.values(user.packages).map((entry) => entry.state))
  return { kind: 'applied', user }
}

const stateOfUser = (states: PackageState[]): PackageState => {
  if (states.includes('active')) return 'active'
  return states.includes('suspended') ? 'suspended' : 'removed'
}

const createUser = (email: string | null): PlatformUser => {
  const id = `usr_${randomBytes(4).toString('hex')}`
  return { id, login: email?.split('@')[0] ?? id, name: null, email, state: 'active', packages: {}, lastSequence: 0 }
}
