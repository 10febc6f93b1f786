import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

const COST = { N: 2 ** 15, r: 8, p: 1 }
const KEY_BYTES = 32
const SALT_BYTES = 16
/** Twice what the cost above needs; stored parameters that want more are refused. */
const MAX_MEMORY_BYTES = 64 * 1024 * 1024
/** Longer input is no password of a person, and would only cost us time. */
const MAX_PASSWORD_LENGTH = 1024

const derive = (plain: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(plain.normalize('NFC'), salt, KEY_BYTES, { ...options, maxmem: MAX_MEMORY_BYTES }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })

/** Hashes a password as `scrypt$N$r$p$salt$key`, salt and key in base64. Takes about 80 ms and 32 MB. */
export const hashPassword = async (plain: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(plain, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$')
}

/** Whether `plain` is the password of `hash`; false for a hash that isn't of `hashPassword`. Compares in constant time. */
export const verifyPassword = async (plain: string, hash: string): Promise<boolean> => {
  const [scheme, cost, blockSize, lanes, salt = '', key = ''] = hash.split('$')
  const options = { N: Number(cost), r: Number(blockSize), p: Number(lanes) }
  const expected = Buffer.from(key, 'base64')
  if (scheme !== 'scrypt' || expected.length !== KEY_BYTES || plain.length > MAX_PASSWORD_LENGTH) return false
  if (!Object.values(options).every((value) => Number.isSafeInteger(value) && value > 0)) return false
  return timingSafeEqual(await derive(plain, Buffer.from(salt, 'base64'), options), expected)
}
