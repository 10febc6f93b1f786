import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The key for stored secrets, 32 bytes in base64: made once, readable by its owner alone. */
export const openEncryptionKey = async (dataFolder: string): Promise<string> => {
  const file = join(dataFolder, 'encryption-key')
  const existing = await readFile(file, 'utf8').catch(() => null)
  if (existing) return existing
  const key = randomBytes(32).toString('base64')
  // Renamed when whole: half a key would lock up every secret that the whole one sealed.
  await writeFile(`${file}.new`, key, { mode: 0o600 })
  await rename(`${file}.new`, file)
  return key
}
