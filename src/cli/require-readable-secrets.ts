import type { DataSource } from 'typeorm'
import { signingSecretPlace } from '../domain/integrations/secret-places.js'
import { createSecretBox } from '../secrets/secret-box.js'
import { CommandError, EXIT } from './command-error.js'

/**
 * Throws a `CommandError` if a signing secret in the database was sealed with a key that we don't have: a worker with the
 * wrong key would spend the attempts of events that it can't sign.
 */
export const requireReadableSecrets = async (
  dataSource: DataSource,
  encryptionKey: Parameters<typeof createSecretBox>[0],
): Promise<void> => {
  const secretBox = createSecretBox(encryptionKey)
  // One secret of each key that sealed any.
  const sealed: { id: string; ciphertext: string }[] = await dataSource.query(
    `select distinct on (split_part(ciphertext, '.', 1)) id, ciphertext from content_platforms.signing_secret
     where expires_at is null or expires_at > clock_timestamp()`,
  )
  for (const { id, ciphertext } of sealed) {
    try {
      secretBox.open(ciphertext, signingSecretPlace(id))
    } catch (error) {
      throw new CommandError(
        EXIT.config,
        `encryptionKey: secrets in this database were sealed with another key (${ciphertext.split('.')[0]}…).`,
        { cause: error },
      )
    }
  }
}
