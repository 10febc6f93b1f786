import type { EntityManager } from 'typeorm'
import { Integration } from '../../entities/integration.js'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import type { DomainContext } from '../context.js'
import { loadForUpdate } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { signingSecretPlace } from './secret-places.js'

/** Stores a fresh secret of an integration and returns it in the clear. */
export const insertSigningSecret = async (
  tx: EntityManager,
  { integrationId, context }: { integrationId: number; context: DomainContext },
): Promise<string> => {
  const id = context.createId()
  const secret = context.createSigningSecret()
  await tx.query(
    // Its own instant, not its transaction's: one that waited for another rotation is the newer all the same.
    `insert into content_platforms.signing_secret (id, integration_id, ciphertext, created_at)
     values ($1, $2, $3, clock_timestamp())`,
    [id, integrationId, context.secretBox.seal(secret, signingSecretPlace(id))],
  )
  return secret
}

/** What signs now: the secret that stays, and until when the one before it signs too. */
export interface StandingSecrets {
  currentId: string | null
  since: Date | null
  /** Of the secret that was replaced; null when only the current one signs. */
  previousUntil: Date | null
}

/** Which secrets of an integration sign at this instant, never what they are. */
export const readStandingSecrets = async (tx: EntityManager, integrationId: number): Promise<StandingSecrets> => {
  const [row]: StandingSecrets[] = await tx.query(
    `select (select id from content_platforms.signing_secret where integration_id = $1 and expires_at is null
         order by created_at desc limit 1) as "currentId",
       (select max(created_at) from content_platforms.signing_secret
         where integration_id = $1 and expires_at is null) as since,
       (select max(expires_at) from content_platforms.signing_secret
         where integration_id = $1 and expires_at > clock_timestamp()) as "previousUntil"`,
    [integrationId],
  )
  return row ?? { currentId: null, since: null, previousUntil: null }
}

const audited = ({ since, previousUntil }: StandingSecrets): Record<string, unknown> => ({
  signingSecretSince: since,
  previousSecretUntil: previousUntil,
})

interface RotateInput {
  integrationId: number
  /**
   * Id of the current secret, where it was never handed over and another one is to take its place: it ends at once, and
   * the overlap of the one before begins anew. Refused with `CONFLICT` when that is no longer how things are.
   */
  replaces?: string | undefined
  actor: Actor
}

/**
 * Gives an integration a new signing secret and returns it, this once (BR-09). During the overlap each request carries
 * a signature of both; afterwards only of the new one. More than two never sign: while an overlap runs, a rotation is
 * refused with `SECRET_OVERLAP_RUNNING`; see `replaces` and {@link endPreviousSecret}.
 */
export const rotateSigningSecret = async (
  tx: EntityManager,
  { integrationId, replaces, actor }: RotateInput,
  context: DomainContext,
): Promise<string> => {
  // The integration's row is locked, so two rotations at once come one after the other.
  await loadForUpdate(tx, Integration, { id: integrationId })
  const before = await readStandingSecrets(tx, integrationId)
  if (replaces === undefined && before.previousUntil) {
    throw new DomainError('SECRET_OVERLAP_RUNNING', { until: before.previousUntil })
  }
  if (replaces !== undefined && (replaces !== before.currentId || !before.previousUntil)) {
    throw new DomainError('CONFLICT', { id: integrationId })
  }
  // What signs no more is kept by nobody.
  await tx.query(
    `delete from content_platforms.signing_secret
     where integration_id = $1 and (expires_at <= clock_timestamp() or id = $2::uuid)`,
    [integrationId, replaces ?? null],
  )
  await tx.query(
    `update content_platforms.signing_secret
     set expires_at = clock_timestamp() + make_interval(secs => $2 / 1000.0)
     where integration_id = $1`,
    [integrationId, context.secretOverlapMs],
  )
  const secret = await insertSigningSecret(tx, { integrationId, context })
  await recordAudit(tx, {
    actor,
    action: replaces === undefined ? 'integration.secret_rotated' : 'integration.secret_replaced',
    resource: 'integration',
    recordId: integrationId,
    before: audited(before),
    after: audited(await readStandingSecrets(tx, integrationId)),
  })
  return secret
}

/** Ends the overlap now: from here on only the current secret signs. Refuses with `NO_PREVIOUS_SECRET`. */
export const endPreviousSecret = async (
  tx: EntityManager,
  { integrationId, actor }: { integrationId: number; actor: Actor },
): Promise<void> => {
  await loadForUpdate(tx, Integration, { id: integrationId })
  const before = await readStandingSecrets(tx, integrationId)
  if (!before.previousUntil) throw new DomainError('NO_PREVIOUS_SECRET', { id: integrationId })
  await tx.query('delete from content_platforms.signing_secret where integration_id = $1 and expires_at is not null', [
    integrationId,
  ])
  await recordAudit(tx, {
    actor,
    action: 'integration.secret_ended',
    resource: 'integration',
    recordId: integrationId,
    before: audited(before),
    after: audited({ ...before, previousUntil: null }),
  })
}
