import type { PlatformIntegration, PlatformState } from './state.js'

const SHOWN_USERS = 300
const SHOWN_WEBHOOKS = 60

/** What the page shows: everything but secrets and given answers. */
export const createView = ({ integrations }: PlatformState, origin: string) => ({
  integrations: integrations.map((integration) => ({
    slug: integration.slug,
    name: integration.name,
    url: `${origin}/hooks/${integration.slug}`,
    hasSecret: integration.secret !== null,
    switches: integration.switches,
    counts: countUsers(integration),
    users: Object.values(integration.users)
      .reverse()
      .slice(0, SHOWN_USERS)
      .map((user) => ({ ...user, packages: Object.values(user.packages) })),
    received: integration.received.slice(0, SHOWN_WEBHOOKS),
  })),
})

const countUsers = ({ users }: PlatformIntegration) => {
  const counts = { active: 0, suspended: 0, removed: 0 }
  for (const user of Object.values(users)) counts[user.state] += 1
  return counts
}
