import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAddressGuard } from '../../../src/webhooks/address-guard.js'
import { IANA_IPV4, IANA_IPV6, OTHERS, type SpecialBlock } from './special-addresses.js'

const isForbidden = createAddressGuard()
const RUNS = { numRuns: 500 }

interface Range {
  bits: 32 | 128
  first: bigint
  /** Of the part that may be anything. */
  free: number
}

// Reckoned by ourselves: the guard's own arithmetic would agree with its own mistakes.
const readIPv4 = (text: string): bigint => text.split('.').reduce((value, part) => value * 256n + BigInt(part), 0n)
const readIPv6 = (text: string): bigint => {
  const [head = '', tail] = text.split('::')
  const words = (part: string | undefined): string[] => (part ? part.split(':') : [])
  const [before, after] = [words(head), words(tail)]
  const filled = [...before, ...Array(8 - before.length - after.length).fill('0'), ...after]
  return filled.reduce((value, word) => value * 65_536n + BigInt(`0x${word}`), 0n)
}
const rangeOf = ({ block }: SpecialBlock): Range => {
  const [network = '', prefix = ''] = block.split('/')
  const bits = network.includes(':') ? 128 : 32
  return { bits, first: bits === 32 ? readIPv4(network) : readIPv6(network), free: bits - Number(prefix) }
}
const holds = ({ first, free }: Range, address: bigint): boolean => address >> BigInt(free) === first >> BigInt(free)

const ALL = [...IANA_IPV4, ...IANA_IPV6, ...OTHERS]
const CLOSED = ALL.filter(({ isGlobal }) => isGlobal !== true)
const isClosed = (bits: 32 | 128, address: bigint): boolean =>
  CLOSED.map(rangeOf).some((range) => range.bits === bits && holds(range, address))

const within = (block: SpecialBlock): fc.Arbitrary<bigint> => {
  const { first, free } = rangeOf(block)
  return fc.oneof(fc.bigInt({ min: first, max: first + (1n << BigInt(free)) - 1n }), fc.constant(first))
}

const dotted = (address: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.')
const wordsOf = (address: bigint): string[] =>
  Array.from({ length: 8 }, (_, index) => ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16))

/** One of the ways in which an IPv6 address is written. */
const written = (address: bigint, way: number): string => {
  const words = wordsOf(address)
  const short = words.join(':').replace(/(^|:)(0(:|$)){2,}/, '::')
  const withIPv4 = `${words.slice(0, 6).join(':')}:${dotted(address & 0xffffffffn)}`
  const full = words.map((word) => word.padStart(4, '0')).join(':')
  return [words.join(':'), short, withIPv4, full, full.toUpperCase(), `${short}%eth0`][way] ?? short
}
const WAY = fc.integer({ min: 0, max: 5 })
const IPV4 = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n })
const CLOSED_IPV4 = fc.oneof(...CLOSED.filter(({ block }) => !block.includes(':')).map(within))
const IPV6 = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
  fc.bigInt({ min: readIPv6('2000::'), max: readIPv6('4000::') - 1n }), // where nearly all of what is reachable lies
)

describe('BR-05: the address guard, against the registries of special addresses', () => {
  it.each(CLOSED.filter(({ block }) => !block.includes(':')))('refuses all of $block ($name)', (block) => {
    fc.assert(
      fc.property(within(block), (address) => isForbidden(dotted(address))),
      RUNS,
    )
  })

  it.each(CLOSED.filter(({ block }) => block.includes(':')))('refuses all of $block ($name)', (block) => {
    fc.assert(
      fc.property(within(block), WAY, (address, way) => isForbidden(written(address, way))),
      RUNS,
    )
  })

  it('lets through every IPv4 address outside of them', () => {
    const outside = IPV4.filter((address) => !isClosed(32, address))
    fc.assert(
      fc.property(outside, (address) => !isForbidden(dotted(address))),
      { numRuns: 5_000 },
    )
  })

  it('lets through every IPv6 address outside of them, however it is written', () => {
    const outside = IPV6.filter((address) => !isClosed(128, address) && !isIsatap(address))
    fc.assert(
      fc.property(outside, WAY, (address, way) => !isForbidden(written(address, way))),
      { numRuns: 5_000 },
    )
  })

  it.each(ALL.filter(({ isGlobal }) => isGlobal === true))(
    'of $block ($name), which is reachable, refuses just what lies in a closed block',
    (block) => {
      const { bits } = rangeOf(block)
      fc.assert(
        fc.property(
          within(block),
          (address) => isForbidden(bits === 32 ? dotted(address) : written(address, 1)) === isClosed(bits, address),
        ),
        RUNS,
      )
    },
  )

  it('at the edges of every closed block knows inside from outside', () => {
    for (const range of CLOSED.map(rangeOf)) {
      const last = range.first + (1n << BigInt(range.free)) - 1n
      const top = 2n ** BigInt(range.bits) - 1n
      for (const address of [range.first - 1n, range.first, last, last + 1n].filter((one) => one >= 0n && one <= top)) {
        const text = range.bits === 32 ? dotted(address) : written(address, 1)
        expect([text, isForbidden(text)]).toEqual([text, isClosed(range.bits, address)])
      }
    }
  })
})

const ISATAP = [0x5efen, 0x2005efen]
const isIsatap = (address: bigint): boolean => ISATAP.includes((address >> 32n) & 0xffffffffn)

/** Every known way in which an IPv6 address holds an IPv4 one. */
const EMBEDDINGS: Record<string, (address: bigint) => bigint> = {
  'IPv4-mapped (RFC 4291)': (address) => readIPv6('::ffff:0:0') + address,
  'IPv4-compatible (RFC 4291)': (address) => address,
  'IPv4-translated (RFC 2765)': (address) => readIPv6('::ffff:0:0:0') + address,
  'NAT64, well-known (RFC 6052)': (address) => readIPv6('64:ff9b::') + address,
  'NAT64, local use /96 (RFC 8215)': (address) => readIPv6('64:ff9b:1::') + address,
  'NAT64, local use /48': (address) =>
    readIPv6('64:ff9b:1::') + ((address >> 16n) << 64n) + ((address & 0xffffn) << 40n),
  '6to4 (RFC 3056)': (address) => readIPv6('2002::') + (address << 80n) + 1n,
  'Teredo, its server (RFC 4380)': (address) => readIPv6('2001::') + (address << 64n),
  'Teredo, its client': (address) => readIPv6('2001:0:4136:e378::') + (address ^ 0xffffffffn),
  'ISATAP (RFC 5214)': (address) => readIPv6('2606:4700::5efe:0:0') + address,
  'ISATAP, of a unique IPv4': (address) => readIPv6('2606:4700::200:5efe:0:0') + address,
}

describe('BR-05: an IPv4 address that an IPv6 address holds', () => {
  it.each(Object.keys(EMBEDDINGS))('is refused when it is refused alone: %s', (name) => {
    const embed = EMBEDDINGS[name] ?? ((address) => address)
    fc.assert(
      fc.property(CLOSED_IPV4, WAY, (address, way) => isForbidden(written(embed(address), way))),
      RUNS,
    )
  })

  it('ISATAP of a public one is an address like any other', () => {
    expect(isForbidden('2606:4700::5efe:8.8.8.8')).toBe(false)
    expect(isForbidden('2606:4700::5efe:808:808')).toBe(false)
  })
})

describe('BR-05: a text that is no address', () => {
  it('is refused, whatever it is', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-fx.:%/]{1,24}$/))
    fc.assert(
      fc.property(
        text.filter((one) => !/^[0-9.]+$/.test(one) && !one.includes(':')),
        (one) => isForbidden(one),
      ),
      { numRuns: 2_000 },
    )
  })

  it.each([
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '1.1.1.1.',
    ' 1.1.1.1',
    '1.1.1.1/32',
    '[2606:4700::1]',
    '::1::',
  ])('is refused although other programs read it as one: %j', (text) => expect(isForbidden(text)).toBe(true))
})
