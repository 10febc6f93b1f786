import type { DataSource, EntityManager } from 'typeorm'
import { Integration } from '../../entities/integration.js'
import type { EncryptionKeys } from '../../secrets/encryption-keys.js'
import { createSecretBox, type SecretBox, type SecretPlace } from '../../secrets/secret-box.js'
import { parameterPlace, signingSecretPlace } from './secret-places.js'

export interface ReencryptedSecrets {
  /** Now sealed with the first key. */
  resealed: number
  /** Were so before, and open. */
  alreadyCurrent: number
  /** Opened with none of the keys, and left as they are. */
  unreadable: number
}

interface StoredSecret {
  id: string
  ciphertext: string
}

interface SecretColumn {
  table: string
  column: string
  /** Which of an integration's rows hold a ciphertext. */
  where: string
  placeOf(id: string): SecretPlace
}

/** Every column of the schema that holds ciphertext. */
const COLUMNS: readonly SecretColumn[] = [
  { table: 'integration_parameter', column: 'value', where: 'secret', placeOf: parameterPlace },
  { table: 'signing_secret', column: 'ciphertext', where: 'true', placeOf: signingSecretPlace },
]

const opened = (secretBox: SecretBox, ciphertext: string, place: SecretPlace): string | undefined => {
  try {
    return secretBox.open(ciphertext, place)
  } catch {
    return undefined
  }
}

const reencryptColumn = async (
  tx: EntityManager,
  { table, column, where, placeOf }: SecretColumn,
  { integrationId, secretBox }: { integrationId: number; secretBox: SecretBox },
): Promise<ReencryptedSecrets> => {
  const stored: StoredSecret[] = await tx.query(
    `select id, ${column} as ciphertext from content_platforms.${table} where integration_id = $1 and ${where}`,
    [integrationId],
  )
  const readable = stored.flatMap(({ id, ciphertext }) => {
    const plaintext = opened(secretBox, ciphertext, placeOf(id))
    return plaintext === undefined ? [] : [{ id, ciphertext, plaintext }]
  })
  const old = readable.filter(({ ciphertext }) => !secretBox.isCurrent(ciphertext))
  let resealed = 0
  if (old.length > 0) {
    // Only where the ciphertext is still the one that was opened: raw SQL of others takes no lock of ours.
    const [, updated]: [unknown, number] = await tx.query(
      `update content_platforms.${table} s set ${column} = u.fresh
       from unnest($1::uuid[], $2::text[], $3::text[]) as u (id, seen, fresh) where s.id = u.id and s.${column} = u.seen`,
      [
        old.map(({ id }) => id),
        old.map(({ ciphertext }) => ciphertext),
        old.map(({ id, plaintext }) => secretBox.seal(plaintext, placeOf(id))),
      ],
    )
    resealed = updated
  }
  return {
    resealed,
    alreadyCurrent: readable.length - old.length,
    unreadable: stored.length - readable.length,
  }
}

/**
 * Seals every stored secret anew with the first of the keys, so that the others can be taken out of the options. One
 * short transaction per integration, under the lock that saving it and rotating its secret take: safe beside live
 * traffic and people at work. Does nothing to what is sealed with the first key already, so it can be stopped and run
 * again at any time. Run it when every process has the new key first; throws a `TypeError` that names a wrong key.
 */
export const reencryptSecrets = async (dataSource: DataSource, keys: EncryptionKeys): Promise<ReencryptedSecrets> => {
  const secretBox = createSecretBox(keys)
  const total: ReencryptedSecrets = { resealed: 0, alreadyCurrent: 0, unreadable: 0 }
  const integrations: { id: number }[] = await dataSource.query(
    'select id from content_platforms.integration order by id',
  )
  for (const { id } of integrations) {
    await dataSource.transaction(async (tx) => {
      // Saving reads the parameters under this lock and writes them back: without it an old ciphertext would return.
      await tx.getRepository(Integration).findOne({ where: { id }, lock: { mode: 'for_no_key_update' } })
      for (const column of COLUMNS) {
        const figures = await reencryptColumn(tx, column, { integrationId: id, secretBox })
        total.resealed += figures.resealed
        total.alreadyCurrent += figures.alreadyCurrent
        total.unreadable += figures.unreadable
      }
    })
  }
  return total
}
