import { refuseEncryptionKeys } from '../secrets/encryption-keys.js'
import { CommandError, EXIT } from './command-error.js'
import type { CommandConfig } from './load-config.js'

/** The keys of the configuration. Throws a `CommandError` without any, or if one can't be a key; never tells one. */
export const requireKey = ({ options: { encryptionKey } }: CommandConfig) => {
  if (encryptionKey === undefined) {
    throw new CommandError(
      EXIT.config,
      'encryptionKey is missing. Set CONTENT_PLATFORMS_ENCRYPTION_KEY, or encryptionKey in the configuration file.',
    )
  }
  // A file written by hand may hold anything.
  const isText = [encryptionKey].flat().every((key) => typeof key === 'string')
  const faults = isText ? refuseEncryptionKeys(encryptionKey) : [{ path: 'encryptionKey', message: 'expected text' }]
  if (faults.length === 0) return encryptionKey
  const said = faults.map(({ path, message }) => `${path}: ${message}`).join('; ')
  throw new CommandError(EXIT.config, `${said}. 'generate-key' prints one.`)
}
