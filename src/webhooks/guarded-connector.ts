import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import type { AddressGuard } from './address-guard.js'
import { bareHostname } from './endpoint-url.js'

/** A connection that was not dialled because an address is forbidden. Says no more, on purpose. */
export class AddressBlockedError extends Error {
  override readonly name = 'AddressBlockedError'
  readonly code = 'ADDRESS_BLOCKED'
}

/** All addresses of a name. */
export type ResolveName = (
  hostname: string,
  callback: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void

const resolveBySystem: ResolveName = (hostname, callback) =>
  lookup(hostname, { all: true }, (error, addresses) => callback(error, addresses ?? []))

export interface GuardedConnectorOptions {
  isForbidden: AddressGuard
  /** Names that are dialled whatever they resolve to. */
  allowedHosts: readonly string[]
  /** Longest wait for name, connection and TLS together. */
  connectTimeoutMs: number
  resolve?: ResolveName
}

/**
 * An undici connector that dials only addresses it has checked itself. One forbidden answer forbids the name, and the
 * answer that was checked is the one dialled, so a name that changes in between gains nothing.
 */
export const createGuardedConnector = ({
  isForbidden,
  allowedHosts,
  connectTimeoutMs,
  resolve = resolveBySystem,
}: GuardedConnectorOptions): buildConnector.connector => {
  const checkedLookup: LookupFunction = (hostname, options, callback) =>
    resolve(hostname, (error, addresses) => {
      if (error) return callback(error, '', 0)
      const [first] = addresses
      const forbidden =
        !allowedHosts.includes(bareHostname(hostname)) && addresses.some((it) => isForbidden(it.address))
      if (!first || forbidden) return callback(new AddressBlockedError(), '', 0)
      if (options.all) return callback(null, [...addresses])
      callback(null, first.address, first.family)
    })
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup: checkedLookup } as buildConnector.BuildOptions)

  return (options, callback) => {
    // Node doesn't call `lookup` for an IP literal, so those are checked here.
    const host = bareHostname(options.hostname)
    if (isIP(host) !== 0 && !allowedHosts.includes(host) && isForbidden(host))
      return callback(new AddressBlockedError(), null)
    connect(options, callback)
  }
}
