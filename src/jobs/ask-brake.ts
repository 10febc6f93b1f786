import { askBrake, type BrakeAllowance } from '../domain/state/mass-brake.js'
import type { JobLogger, JobRun } from './job.js'

interface AskInput {
  step: JobRun['step']
  logger: JobLogger
  /** Name of the job that asks. */
  source: string
  /** How many subscriptions it would suspend or remove. */
  count: number
}

/** BR-45: what the job may do, or null when it must wait for a person; that is alerted once. */
export const askForAllowance = async ({ step, logger, source, count }: AskInput): Promise<BrakeAllowance | null> => {
  const answer = await step((tx) => askBrake(tx, { source, count }))
  if (answer.kind === 'go') return answer.allowance
  if (answer.isNew) logger.warn({ source, count: answer.count, limit: answer.limit }, 'brake.held')
  return null
}

/** More came up than was allowed: the step is undone, and the next run counts and asks anew. */
export class AllowanceSpent extends Error {
  override readonly name = 'AllowanceSpent'
}
