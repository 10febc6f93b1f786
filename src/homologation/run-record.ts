import type { DataSource } from 'typeorm'
import type { Actor } from '../domain/actor.js'
import { loadForUpdate } from '../domain/load-record.js'
import { recordAudit } from '../domain/record-audit.js'
import type { HomologationStep } from '../entities/homologation.js'
import { Integration } from '../entities/integration.js'
import { DomainError } from '../errors.js'

/** Longer than any run takes: four requests of at most a minute each. One that is older died with its process. */
const LONGEST_RUN_MINUTES = 5

/** Notes that a run begins; throws `HOMOLOGATION_RUNNING` while another one of the integration is under way. */
export const beginRun = (
  dataSource: DataSource,
  { integrationId, actor }: { integrationId: number; actor: Actor },
): Promise<{ id: number; startedAt: Date; integration: Integration }> =>
  dataSource.transaction(async (tx) => {
    // The row lock lets two presses of the button begin one after the other, and the second then sees the first.
    const integration = await loadForUpdate(tx, Integration, { id: integrationId })
    const running: unknown[] = await tx.query(
      `select 1 from content_platforms.homologation
       where integration_id = $1 and finished_at is null and started_at > clock_timestamp() - make_interval(mins => $2)`,
      [integrationId, LONGEST_RUN_MINUTES],
    )
    if (running.length > 0) throw new DomainError('HOMOLOGATION_RUNNING', { id: integrationId })
    const [run]: { id: number; startedAt: Date }[] = await tx.query(
      `insert into content_platforms.homologation (integration_id, requested_by) values ($1, $2)
       returning id, started_at as "startedAt"`,
      [integrationId, actor.id],
    )
    if (!run) throw new DomainError('NOT_FOUND', { id: integrationId })
    return { ...run, integration }
  })

/** Keeps what a run came to. */
export const finishRun = (
  dataSource: DataSource,
  input: { id: number; integrationId: number; steps: readonly HomologationStep[]; passed: boolean; actor: Actor },
): Promise<void> =>
  dataSource.transaction(async (tx) => {
    const { id, integrationId, steps, passed, actor } = input
    await tx.query(
      `update content_platforms.homologation
       set finished_at = clock_timestamp(), passed = $2, steps = $3 where id = $1`,
      [id, passed, JSON.stringify(steps)],
    )
    await recordAudit(tx, {
      actor,
      action: 'integration.homologated',
      resource: 'integration',
      recordId: integrationId,
      after: { passed, steps: steps.map((step) => ({ type: step.type, passed: step.passed })) },
    })
  })
