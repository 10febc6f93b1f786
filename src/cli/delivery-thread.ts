import { parentPort, workerData } from 'node:worker_threads'
import { createEngine } from '../create-engine.js'
import { readOwnFigures } from '../metrics/own-figures.js'
import { type Logger, resolveOptions } from '../options.js'

import type { FromThread, ThreadCommands, ThreadInput, ToThread } from '../threads/thread-protocol.js'
import { CommandError, EXIT, sentenceOf } from './command-error.js'
import { createJsonLogger } from './json-logger.js'
import { createLineWriter } from './line-writer.js'
import { openDataSource } from './open-data-source.js'
import { readConfig } from './read-config.js'
import { readLogLevel } from './read-log-level.js'
import { requireKey } from './require-key.js'

/** Claim, what is read before sending, settle, and the renewal of leases: a thread runs no jobs. */
const DEFAULT_POOL_SIZE = 6

const { number, file, folder } = workerData as ThreadInput
const { env } = process
const tell = (message: FromThread): void => parentPort?.postMessage(message)

const ofThread = (logger: Logger): Logger => ({
  info: (fields, message) => logger.info({ thread: number, ...fields }, message),
  warn: (fields, message) => logger.warn({ thread: number, ...fields }, message),
  error: (fields, message) => logger.error({ thread: number, ...fields }, message),
})

const open = async () => {
  const config = await readConfig({ file, folder, env })
  const encryptionKey = requireKey(config)
  const dataSource = await openDataSource(config, { poolSize: DEFAULT_POOL_SIZE })
  const write = createLineWriter((text) => process.stdout.write(text))
  const logger = config.options.logger ?? createJsonLogger(write, readLogLevel(env))
  const options = resolveOptions({
    ...config.options,
    ...{ dataSource, encryptionKey, logger: ofThread(logger), jobs: { ...config.options.jobs, enabled: false } },
  })
  // Hints come from the process's own thread, which has the connection for them.
  const delivery = { ...options.delivery, notify: false }
  return { dataSource, engine: createEngine({ ...options, delivery }) }
}

const serve = async (): Promise<void> => {
  const { dataSource, engine } = await open()
  const commands: ThreadCommands = {
    ping: async () => {},
    readReadiness: engine.readReadiness,
    readFigures: () => readOwnFigures(engine.metrics.registry),
    async stop(input) {
      await engine.stop(input)
      await dataSource.destroy()
    },
  }
  const answer = async ({ call, name, input }: Exclude<ToThread, 'wake'>): Promise<void> => {
    try {
      tell({ call, value: await commands[name](input as never) })
    } catch (error) {
      tell({ call, error: sentenceOf(error) })
    }
    // Whatever a configuration file left open doesn't keep the thread from ending.
    if (name === 'stop') process.exit(0)
  }
  await engine.start()
  parentPort?.on('message', (message: ToThread) => (message === 'wake' ? engine.wake() : void answer(message)))
  tell('started')
}

serve().catch((error) => {
  const exitCode =
    error instanceof CommandError ? error.exitCode : error instanceof TypeError ? EXIT.config : EXIT.failed
  tell({ failed: { message: sentenceOf(error), exitCode } })
  process.exit(exitCode)
})
