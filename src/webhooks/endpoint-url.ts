import { isIP } from 'node:net'
import type { FieldIssueCode } from '../errors.js'
import { createAddressGuard } from './address-guard.js'

/** Where webhooks may go. Set in the server's options only, never in the panel. */
export interface EndpointPolicy {
  /** Plain http as well as https. */
  allowHttp: boolean
  /** Or `any`. */
  allowedPorts: readonly number[] | 'any'
  /** Names that are let through whatever they resolve to, such as an on-premises platform's. */
  allowedHosts: readonly string[]
  /** Networks that are let through though they are private or reserved. */
  allowedCidrs: readonly string[]
}

export const DEFAULT_ENDPOINT_POLICY: EndpointPolicy = {
  allowHttp: false,
  allowedPorts: [443, 8443],
  allowedHosts: [],
  allowedCidrs: [],
}

const PRIVATE_SUFFIXES = ['local', 'internal', 'localhost', 'home.arpa', 'lan', 'intranet', 'corp', 'home']

/** `hostname` as `URL` gives it, without the brackets of IPv6 and without the root's dot. */
export const bareHostname = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

/**
 * What is wrong with an endpoint's URL, or undefined. Names are not resolved here: an answer of today says nothing about
 * tomorrow's, so addresses behind names are checked when a connection is dialled (see `guarded-connector`).
 */
export const checkEndpointUrl = (text: string, policy: EndpointPolicy): FieldIssueCode | undefined => {
  if (!URL.canParse(text)) return 'invalidUrl'
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'urlNotHttps'
  if (url.protocol === 'http:' && !policy.allowHttp) return 'urlNotHttps'
  if (url.username !== '' || url.password !== '') return 'urlHasCredentials'
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (policy.allowedPorts !== 'any' && !policy.allowedPorts.includes(port)) return 'urlPortNotAllowed'
  if (isForbiddenHost(bareHostname(url.hostname), policy)) return 'urlAddressNotAllowed'
  return undefined
}

const isForbiddenHost = (host: string, policy: EndpointPolicy) => {
  if (policy.allowedHosts.includes(host)) return false
  if (isIP(host) !== 0) return createAddressGuard(policy.allowedCidrs)(host)
  return !host.includes('.') || PRIVATE_SUFFIXES.some((suffix) => host.endsWith(`.${suffix}`))
}
