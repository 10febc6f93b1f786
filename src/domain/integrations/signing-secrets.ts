import type { EntityManager } from 'typeorm'
import { Integration } from '../../entities/integration.js'
import type { SecretPlace } from '../../secrets/secret-box.js'
import type { Actor } from '../actor.js'
import { readNow } from '../clock.js'
import type { DomainContext } from '../context.js'
import { loadForUpdate } from '../load-record.js'
import { recordAudit } from '../record-audit.js'

/** Where a signing secret is sealed. */
export const signingSecretPlace = (id: string): SecretPlace => ({
  table: 'signing_secret',
  row: id,
  field: 'ciphertext',
})

/** Stores a fresh secret of an integration and returns it in the clear. */
export const insertSigningSecret = async (
  tx: EntityManager,
  { integrationId, context }: { integrationId: number; context: DomainContext },
): Promise<string> => {
  const id = context.createId()
  const secret = context.createSigningSecret()
  await tx.query(`insert into content_platforms.signing_secret (id, integration_id, ciphertext) values ($1, $2, $3)`, [
    id,
    integrationId,
    context.secretBox.seal(secret, signingSecretPlace(id)),
  ])
  return secret
}

/**
 * Gives an integration a new signing secret and returns it, this once (BR-09). During the overlap each request carries
 * a signature of both; afterwards only of the new one.
 */
export const rotateSigningSecret = async (
  tx: EntityManager,
  { integrationId, actor }: { integrationId: number; actor: Actor },
  context: DomainContext,
): Promise<string> => {
  await loadForUpdate(tx, Integration, { id: integrationId })
  const [current]: { created_at: Date }[] = await tx.query(
    `select created_at from content_platforms.signing_secret where integration_id = $1 order by created_at desc limit 1`,
    [integrationId],
  )
  // The integration's row is locked, so two rotations at once come one after the other.
  await tx.query(
    `update content_platforms.signing_secret
     set expires_at = least(expires_at, clock_timestamp() + make_interval(secs => $2 / 1000.0))
     where integration_id = $1 and (expires_at is null or expires_at > clock_timestamp())`,
    [integrationId, context.secretOverlapMs],
  )
  const secret = await insertSigningSecret(tx, { integrationId, context })
  const since = current?.created_at ?? null
  await recordAudit(tx, {
    actor,
    action: 'integration.secret_rotated',
    resource: 'integration',
    recordId: integrationId,
    before: { signingSecretSince: since },
    after: { signingSecretSince: await readNow(tx) },
  })
  return secret
}
