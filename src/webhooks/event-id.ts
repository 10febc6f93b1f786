import { randomBytes, randomFillSync } from 'node:crypto'

const RANDOM_BYTES = 10 // 2 for the counter's start, 8 for the tail

const pool = Buffer.alloc(RANDOM_BYTES * 512)
let poolOffset = pool.length
let lastMs = 0
let counter = randomBytes(2).readUInt16BE() & 0x7ff

/**
 * A UUIDv7 (RFC 9562, method 1): milliseconds, a 12-bit counter, 62 random bits. Ids of one process rise strictly, even
 * when its clock steps back. They name an event and are no order of delivery: that is the sequence in its lane.
 */
export const createEventId = (): string => {
  if (poolOffset === pool.length) {
    randomFillSync(pool)
    poolOffset = 0
  }
  const random = pool.subarray(poolOffset, poolOffset + RANDOM_BYTES)
  poolOffset += RANDOM_BYTES

  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    counter = random.readUInt16BE() & 0x7ff // the upper half stays free to count in
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }

  const time = lastMs.toString(16).padStart(12, '0')
  const tail = random.readUInt16BE(2)
  const variant = ((tail & 0x3fff) | 0x8000).toString(16)
  const count = (0x7000 | counter).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-${count}-${variant}-${random.toString('hex', 4)}`
}
