import { describe, expect, it } from 'vitest'
import { createAddressGuard } from '../../../src/webhooks/address-guard.js'

describe('BR-05: the address guard', () => {
  const isForbidden = createAddressGuard()

  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'not an address',
    '',
  ])('forbids %s', (address) => expect(isForbidden(address)).toBe(true))

  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.1',
    '172.32.0.1',
    '2001:4860:4860::8888',
    '2606:4700::1',
  ])('lets %s through', (address) => expect(isForbidden(address)).toBe(false))

  it('lets a network of the allow-list through, and only that', () => {
    const lenient = createAddressGuard(['127.0.0.0/8', 'fd00:1::/32'])
    expect(lenient('127.0.0.1')).toBe(false)
    expect(lenient('fd00:1::5')).toBe(false)
    expect(lenient('10.0.0.1')).toBe(true)
    expect(lenient('fd00:2::5')).toBe(true)
    expect(lenient('::ffff:127.0.0.1')).toBe(true)
  })

  it.each(['10.0.0.0', '10.0.0.0/33', 'example.com/8', '::/129', '/8', '10.0.0.0/'])(
    'refuses %j as a network',
    (cidr) => expect(() => createAddressGuard([cidr])).toThrow(TypeError),
  )
})
