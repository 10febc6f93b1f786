import { AllowanceSpent } from './ask-brake.js'
import { type JobLogger, LeaseLost } from './job.js'

/** After so many ids that fail by themselves it is not the ids. */
const MAX_FAILED = 10

interface InChunksInput {
  ids: readonly number[]
  size: number
  signal: AbortSignal
  logger: JobLogger
  /** Writes one chunk in a transaction of its own and returns what it counted. */
  write(ids: readonly number[]): Promise<number>
}

const isOver = (error: unknown, signal: AbortSignal): boolean =>
  signal.aborted || error instanceof LeaseLost || error instanceof AllowanceSpent

/**
 * Writes ids chunk by chunk and returns the sum. A chunk that fails is halved until the id that can't be written stands
 * alone, so that one bad record doesn't hold up all others; at the end such ids make the run fail, naming them.
 */
export const writeInChunks = async ({ ids, size, signal, logger, write }: InChunksInput): Promise<number> => {
  const failed: number[] = []
  const writeSome = async (some: readonly number[]): Promise<number> => {
    signal.throwIfAborted()
    try {
      return await write(some)
    } catch (error) {
      if (isOver(error, signal)) throw error
      if (some.length > 1) {
        const half = some.length >> 1
        return (await writeSome(some.slice(0, half))) + (await writeSome(some.slice(half)))
      }
      logger.error({ err: error, id: some[0] }, 'job.record_failed')
      failed.push(...some)
      if (failed.length >= MAX_FAILED) throw error
      return 0
    }
  }
  let sum = 0
  for (let at = 0; at < ids.length; at += size) sum += await writeSome(ids.slice(at, at + size))
  if (failed.length > 0) throw new Error(`not written: ${failed.join(', ')}`)
  return sum
}
