import { BlockList, isIP } from 'node:net'

// IANA special-purpose registries, and more of IPv6 than they list: whole blocks in which an IPv4 address can hide.
// One list per family: a v6 rule such as `::/8` in a shared list would block every IPv4 address.
const FORBIDDEN_IPV4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT, a provider's own customers
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, cloud metadata
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
]
const FORBIDDEN_IPV6 = [
  '::/8', // unspecified, loopback, IPv4-mapped and -compatible
  '64:ff9b::/32', // NAT64, both prefixes
  '100::/63', // discard, dummy prefix
  '2001::/23', // protocol assignments, Teredo
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '3fff::/20', // documentation
  '5f00::/16', // segment routing
  'fc00::/7', // unique local
  'fe80::/10', // link-local
  'fec0::/10', // site-local
  'ff00::/8', // multicast
]

/** Says of an IP address whether a webhook may not go there. */
export type AddressGuard = (address: string) => boolean

/** The guard for public endpoints, less `allowedCidrs` (`10.1.0.0/16`, `::1/128`). Throws a `TypeError` on a bad CIDR. */
export const createAddressGuard = (allowedCidrs: readonly string[] = []): AddressGuard => {
  const forbidden = listsOf([...FORBIDDEN_IPV4, ...FORBIDDEN_IPV6])
  const allowed = listsOf(allowedCidrs)
  return (address) => {
    const bare = address.replace(/%.*$/, '') // a zone id names an interface, not another address
    const family = isIP(bare)
    if (family === 0) return true
    const lists = family === 4 ? 'ipv4' : 'ipv6'
    if (allowed[lists].check(bare, lists)) return false
    const tunnelled = family === 6 ? isatapTarget(bare) : null
    return forbidden[lists].check(bare, lists) || (tunnelled !== null && forbidden.ipv4.check(tunnelled))
  }
}

// ISATAP (RFC 5214) holds its IPv4 address in the lower half below any prefix, so that no list of blocks can name it.
const isatapTarget = (address: string): string | null => {
  const { hostname } = new URL(`http://[${address}]`) // in hex and shortened, however it was written
  const [head = '', tail] = hostname.slice(1, -1).split('::')
  const [before, after] = [head, tail].map((part) => (part ? part.split(':') : [])) as [string[], string[]]
  const words = [...before, ...Array(8 - before.length - after.length).fill('0'), ...after]
  const [mark, interfaceId, high, low] = words.slice(4).map((word) => Number.parseInt(word, 16)) as Four
  if (interfaceId !== 0x5efe || (mark !== 0 && mark !== 0x200)) return null
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
type Four = [number, number, number, number]

const listsOf = (cidrs: readonly string[]) => {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() }
  for (const cidr of cidrs) {
    const [network = '', prefix = ''] = cidr.split('/')
    const family = isIP(network)
    const bits = Number(prefix)
    if (family === 0 || !/^\d+$/.test(prefix) || bits > (family === 4 ? 32 : 128))
      throw new TypeError(`not a CIDR: ${cidr}`)
    const name = family === 4 ? 'ipv4' : 'ipv6'
    lists[name].addSubnet(network, bits, name)
  }
  return lists
}
