import { describe, expect, it } from 'vitest'
import { hashPassword, verifyPassword } from '../../../src/panel/password.js'

describe('a password’s hash', () => {
  it('is of its password only, however the accents were typed', async () => {
    const hash = await hashPassword('maçã'.normalize('NFC'))
    expect(hash).toMatch(/^scrypt\$32768\$8\$1\$[\w+/=]{24}\$[\w+/=]{44}$/)
    expect(await verifyPassword('maçã'.normalize('NFD'), hash)).toBe(true)
    expect(await verifyPassword('maca', hash)).toBe(false)
    expect(await hashPassword('maçã')).not.toBe(hash)
  })

  it.each(['', 'plain', 'scrypt$32768$8$1$$', 'scrypt$0$8$1$c2FsdA==$a2V5', 'scrypt$x$8$1$c2FsdA==$a2V5'])(
    'is refused when it is not one: %s',
    async (hash) => {
      expect(await verifyPassword('', hash)).toBe(false)
    },
  )

  it('isn’t computed for a password of endless length', async () => {
    expect(await verifyPassword('x'.repeat(2000), await hashPassword('x'.repeat(2000)))).toBe(false)
  })
})
