/** A block of the registries: whether what lies in it may be reached from everywhere; null where they say neither. */
export interface SpecialBlock {
  block: string
  name: string
  isGlobal: boolean | null
}

const row = (block: string, name: string, isGlobal: boolean | null): SpecialBlock => ({ block, name, isGlobal })

/**
 * IANA IPv4 Special-Purpose Address Registry, as last updated on 2025-10-09, typed off by hand: address block, name, and
 * the column "Globally Reachable" (null: "N/A", or the row was deprecated).
 * https://www.iana.org/assignments/iana-ipv4-special-registry/
 */
export const IANA_IPV4: readonly SpecialBlock[] = [
  row('0.0.0.0/8', 'This network', false),
  row('0.0.0.0/32', 'This host on this network', false),
  row('10.0.0.0/8', 'Private-Use', false),
  row('100.64.0.0/10', 'Shared Address Space', false),
  row('127.0.0.0/8', 'Loopback', false),
  row('169.254.0.0/16', 'Link Local', false),
  row('172.16.0.0/12', 'Private-Use', false),
  row('192.0.0.0/24', 'IETF Protocol Assignments', false),
  row('192.0.0.0/29', 'IPv4 Service Continuity Prefix', false),
  row('192.0.0.8/32', 'IPv4 dummy address', false),
  row('192.0.0.9/32', 'Port Control Protocol Anycast', true),
  row('192.0.0.10/32', 'Traversal Using Relays around NAT Anycast', true),
  row('192.0.0.170/32', 'NAT64/DNS64 Discovery', false),
  row('192.0.0.171/32', 'NAT64/DNS64 Discovery', false),
  row('192.0.2.0/24', 'Documentation (TEST-NET-1)', false),
  row('192.31.196.0/24', 'AS112-v4', true),
  row('192.52.193.0/24', 'AMT', true),
  row('192.88.99.0/24', 'Deprecated (6to4 Relay Anycast)', null),
  row('192.88.99.2/32', '6a44-relay anycast address', false),
  row('192.168.0.0/16', 'Private-Use', false),
  row('192.175.48.0/24', 'Direct Delegation AS112 Service', true),
  row('198.18.0.0/15', 'Benchmarking', false),
  row('198.51.100.0/24', 'Documentation (TEST-NET-2)', false),
  row('203.0.113.0/24', 'Documentation (TEST-NET-3)', false),
  row('240.0.0.0/4', 'Reserved', false),
  row('255.255.255.255/32', 'Limited Broadcast', false),
]

/**
 * IANA IPv6 Special-Purpose Address Registry, as last updated on 2025-10-09, in the same way.
 * https://www.iana.org/assignments/iana-ipv6-special-registry/
 */
export const IANA_IPV6: readonly SpecialBlock[] = [
  row('::1/128', 'Loopback Address', false),
  row('::/128', 'Unspecified Address', false),
  row('::ffff:0:0/96', 'IPv4-mapped Address', false),
  row('64:ff9b::/96', 'IPv4-IPv6 Translat.', true),
  row('64:ff9b:1::/48', 'IPv4-IPv6 Translat.', false),
  row('100::/64', 'Discard-Only Address Block', false),
  row('100:0:0:1::/64', 'Dummy IPv6 Prefix', false),
  row('2001::/23', 'IETF Protocol Assignments', false),
  row('2001::/32', 'TEREDO', null),
  row('2001:1::1/128', 'Port Control Protocol Anycast', true),
  row('2001:1::2/128', 'Traversal Using Relays around NAT Anycast', true),
  row('2001:1::3/128', 'DNS-SD Service Registration Protocol Anycast', true),
  row('2001:2::/48', 'Benchmarking', false),
  row('2001:3::/32', 'AMT', true),
  row('2001:4:112::/48', 'AS112-v6', true),
  row('2001:10::/28', 'Deprecated (ORCHID)', null),
  row('2001:20::/28', 'ORCHIDv2', true),
  row('2001:30::/28', 'Drone Remote ID Protocol Entity Tags', true),
  row('2001:db8::/32', 'Documentation', false),
  row('2002::/16', '6to4', null),
  row('2620:4f:8000::/48', 'Direct Delegation AS112 Service', true),
  row('3fff::/20', 'Documentation', false),
  row('5f00::/16', 'Segment Routing (SRv6) SIDs', false),
  row('fc00::/7', 'Unique-Local', false),
  row('fe80::/10', 'Link-Local Unicast', false),
]

/** What no platform is reached at either, though those registries don't list it: from the registries of the address spaces. */
export const OTHERS: readonly SpecialBlock[] = [
  row('224.0.0.0/4', 'Multicast', null),
  row('::/8', 'Reserved by IETF; IPv4-compatible, -mapped, -translated and NAT64 addresses', null),
  row('fec0::/10', 'Site-Local Unicast, deprecated', null),
  row('ff00::/8', 'Multicast', null),
]
