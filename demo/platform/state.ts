export type PackageState = 'active' | 'suspended' | 'removed'

/** A person who watches: one per account of the provider, over all its packages. */
export interface PlatformUser {
  id: string
  login: string
  name: string | null
  email: string | null
  state: PackageState
  packages: Record<string, { name: string; state: PackageState }>
  lastSequence: number
}

/** What came of one request, in the order of its arrival. */
export type Outcome = 'applied' | 'repeated' | 'outdated' | 'failed' | 'refused' | 'unsigned' | 'unreadable'

export interface ReceivedWebhook {
  number: number
  receivedAt: string
  webhookId: string | null
  type: string | null
  sequence: number | null
  userId: string | null
  signature: 'valid' | 'invalid' | 'no-secret'
  outcome: Outcome
  status: number
  answer: Answer
  body: string
}

export interface Answer {
  success: boolean
  user_id?: string
  login?: string
  message?: string
}

/** How this platform misbehaves for one integration, until switched back. */
export interface Switches {
  failNext: number
  delaySeconds: number
  refuse: boolean
}

/** One provider's integration as the platform sees it: where it is called and with which secret. */
export interface PlatformIntegration {
  slug: string
  name: string
  secret: string | null
  /** Users by the provider's account id. */
  users: Record<string, PlatformUser>
  /** Answers already given, by webhook-id, so that a second copy is answered alike and changes nothing. */
  answers: Record<string, Answer>
  received: ReceivedWebhook[]
  switches: Switches
}

export interface PlatformState {
  integrations: PlatformIntegration[]
  requests: number
}

export const emptyState = (): PlatformState => ({ integrations: [], requests: 0 })

export const createIntegration = (slug: string, name: string, secret: string | null): PlatformIntegration => ({
  slug,
  name,
  secret,
  users: {},
  answers: {},
  received: [],
  switches: { failNext: 0, delaySeconds: 0, refuse: false },
})
