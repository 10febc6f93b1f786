import { constants } from 'node:os'
import type { Logger } from '../options.js'

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/**
 * Resolves at the first SIGTERM or SIGINT. A second one ends the process at once, as does an error that nobody caught:
 * what was in flight is then sent again after its lease.
 */
export const untilToldToEnd = (logger: Logger): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    let told = false
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (!told) {
          told = true
          return resolve(signal)
        }
        logger.warn({ signal }, 'worker.broken_off')
        process.exit(128 + constants.signals[signal])
      })
    }
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(event, (error: unknown) => {
        logger.error({ err: error }, 'worker.crashed')
        process.exit(1)
      })
    }
  })
