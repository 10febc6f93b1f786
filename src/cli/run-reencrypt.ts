import { reencryptSecrets } from '../domain/integrations/reencrypt-secrets.js'
import { CommandError, EXIT } from './command-error.js'
import type { CommandConfig } from './load-config.js'
import { openDataSource, requireMigrated } from './open-data-source.js'
import { requireKey } from './require-key.js'

/** Seals every secret with the first key. Resolves to what is to be said; throws when some could not be opened. */
export const runReencrypt = async (config: CommandConfig): Promise<string> => {
  const keys = requireKey(config)
  const dataSource = await openDataSource(config)
  try {
    await requireMigrated(dataSource)
    const { resealed, alreadyCurrent, unreadable } = await reencryptSecrets(dataSource, keys)
    const figures = `Sealed anew: ${resealed}. Already with the first key: ${alreadyCurrent}. Unreadable: ${unreadable}.`
    if (unreadable === 0) return figures
    throw new CommandError(
      EXIT.failed,
      `${figures}\nAdd the key with which they were sealed to encryptionKey, and run this again.`,
    )
  } finally {
    await dataSource.destroy()
  }
}
