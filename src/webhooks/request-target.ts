import type { FieldIssueCode } from '../errors.js'
import type { BlockedReason } from './attempt-outcome.js'
import { checkEndpointUrl, type EndpointPolicy } from './endpoint-url.js'

/** Where a request goes, as the HTTP client wants it. */
export interface RequestTarget {
  origin: string
  /** With the query. */
  path: string
}

/** What a URL's text means: a target, or why none may be called there. */
export type ReadTarget = (url: string) => RequestTarget | { blocked: BlockedReason }

const KEPT_TARGETS = 1_000

const BLOCKED_REASONS: Partial<Record<FieldIssueCode, BlockedReason>> = {
  urlNotHttps: 'scheme',
  urlHasCredentials: 'credentials',
  urlPortNotAllowed: 'port',
  urlAddressNotAllowed: 'address',
}

/**
 * Reads and checks URLs by one policy, for each attempt: one that was saved under an older policy isn't called. Remembers
 * what it has seen, since an integration is called at the same one all day.
 */
export const createReadTarget = (policy: EndpointPolicy): ReadTarget => {
  const seen = new Map<string, ReturnType<ReadTarget>>()
  const read: ReadTarget = (text) => {
    const issue = checkEndpointUrl(text, policy)
    if (issue) return { blocked: BLOCKED_REASONS[issue] ?? 'url' }
    const { origin, pathname, search } = new URL(text)
    return { origin, path: pathname + search }
  }
  return (text) => {
    const known = seen.get(text)
    if (known) return known
    if (seen.size >= KEPT_TARGETS) seen.clear()
    const target = read(text)
    seen.set(text, target)
    return target
  }
}
