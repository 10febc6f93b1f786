import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate with its private key, both PEM, as a TLS server takes them. */
export interface Certificate {
  cert: string
  key: string
}

const tlv = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: Buffer[]): Buffer => tlv(0x30, ...parts)
const objectId = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'))
const text = (value: string): Buffer => tlv(0x0c, Buffer.from(value))
// Of four digits of the year, so that any date can be told.
const time = (at: Date): Buffer => tlv(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]|\.\d+/g, '')}`))
const bits = (content: Buffer): Buffer => tlv(0x03, Buffer.from([0]), content)

const ECDSA_WITH_SHA256 = sequence(objectId('2a8648ce3d040302'))
const nameOf = (commonName: string): Buffer => sequence(tlv(0x31, sequence(objectId('550403'), text(commonName))))
const extension = (hex: string, value: Buffer): Buffer =>
  sequence(objectId(hex), tlv(0x01, Buffer.from([0xff])), tlv(0x04, value))
const asAuthority = extension('551d13', sequence(tlv(0x01, Buffer.from([0xff]))))
const forAddress = (ip: string): Buffer =>
  extension('551d11', sequence(tlv(0x87, Buffer.from(ip.split('.').map(Number)))))

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`

interface Draft {
  subject: string
  issuer: string
  signedBy: KeyObject
  publicKey: KeyObject
  extensions: Buffer
  from: Date
  to: Date
}

const build = ({ subject, issuer, signedBy, publicKey, extensions, from, to }: Draft): string => {
  const signed = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))), // version 3
    tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    nameOf(issuer),
    sequence(time(from), time(to)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(extensions)),
  )
  return pem(sequence(signed, ECDSA_WITH_SHA256, bits(sign('sha256', signed, signedBy))))
}

const DAY_MS = 24 * 3_600_000
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS)
const createKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const exported = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()

/** An authority of this test run alone, and what it certifies. Nothing of it is ever stored in the repository. */
export const createAuthority = () => {
  const { privateKey, publicKey } = createKeys()
  const authority = { issuer: 'Test authority', signedBy: privateKey }
  const cert = build({
    ...authority,
    subject: authority.issuer,
    publicKey,
    extensions: asAuthority,
    from: inDays(-100),
    to: inDays(100),
  })
  return {
    cert,
    /** For a server at an IPv4 address; valid from yesterday until tomorrow unless told otherwise. */
    certify(ip: string, { fromDays = -1, toDays = 1 } = {}): Certificate {
      const keys = createKeys()
      const place = { subject: 'platform', publicKey: keys.publicKey, extensions: forAddress(ip) }
      const signed = build({ ...authority, ...place, from: inDays(fromDays), to: inDays(toDays) })
      return { cert: signed, key: exported(keys.privateKey) }
    },
  }
}

/** Signed by nobody but itself. */
export const selfSigned = (ip: string): Certificate => {
  const { privateKey, publicKey } = createKeys()
  const draft = { subject: 'platform', issuer: 'platform', signedBy: privateKey, publicKey, extensions: forAddress(ip) }
  return { cert: build({ ...draft, from: inDays(-1), to: inDays(1) }), key: exported(privateKey) }
}
