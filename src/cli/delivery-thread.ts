import { parentPort, workerData } from 'node:worker_threads'
import { deliverInThread, type ThreadWorker } from '../deliver-in-thread.js'
import { createRegistry } from '../gateways/registry.js'
import { withLoggableErrors } from '../loggable-error.js'
import type { Logger } from '../options.js'
import { createSecretBox } from '../secrets/secret-box.js'
import type { FromThread, ThreadCommands, ThreadInput, ToThread } from '../threads/thread-protocol.js'
import { createWishes } from '../threads/wishes.js'
import { CommandError, EXIT, sentenceOf } from './command-error.js'
import { createJsonLogger } from './json-logger.js'
import { createLineWriter } from './line-writer.js'
import { loadConfig } from './load-config.js'
import { openDatabase } from './open-database.js'
import { readLogLevel } from './read-log-level.js'

// Nothing here may import TypeORM or a library of schemas: they take more memory than everything else that a thread needs,
// and every collection of garbage goes through it. The process has checked the options and hands them over.
const { number, file, folder, delivery, endpoints, encryptionKey } = workerData as ThreadInput
const { env } = process
const tell = (message: FromThread): void => parentPort?.postMessage(message)
const wishes = createWishes(tell)

const ofThread = (logger: Logger): Logger =>
  withLoggableErrors({
    info: (fields, message) => logger.info({ thread: number, ...fields }, message),
    warn: (fields, message) => logger.warn({ thread: number, ...fields }, message),
    error: (fields, message) => logger.error({ thread: number, ...fields }, message),
  })

const open = async () => {
  const config = await loadConfig({ file, folder, env })
  const dataSource = await openDatabase(config)
  const write = createLineWriter((text) => process.stdout.write(text))
  const worker = deliverInThread({
    dataSource,
    pool: () => dataSource.pool,
    logger: ofThread(config.options.logger ?? createJsonLogger(write, readLogLevel(env))),
    ...{ delivery, endpoints },
    secretBox: createSecretBox(encryptionKey),
    gateways: createRegistry(config.options.gateways ?? []),
    pauseIntegration: wishes.pauseIntegration,
    hintAlert: () => tell('alert'),
    callHelp: () => tell('many'),
  })
  return { dataSource, worker }
}

const commandsOf = (worker: ThreadWorker, close: () => Promise<void>): ThreadCommands => ({
  ping: async () => {},
  readCheck: worker.readCheck,
  readFigures: worker.readFigures,
  async stop(input) {
    await worker.stop(input)
    await close()
  },
})

const serve = async (): Promise<void> => {
  const { dataSource, worker } = await open()
  const commands = commandsOf(worker, () => dataSource.destroy())
  const answer = async ({ call, name, input }: Extract<ToThread, { call: number }>): Promise<void> => {
    try {
      tell({ call, value: await commands[name](input as never) })
    } catch (error) {
      tell({ call, error: sentenceOf(error) })
    }
    // Whatever a configuration file left open doesn't keep the thread from ending.
    if (name === 'stop') process.exit(0)
  }
  worker.start()
  parentPort?.on('message', (message: ToThread) => {
    if (message === 'wake') worker.wake()
    else if ('done' in message) wishes.done(message)
    else void answer(message)
  })
  tell('started')
}

serve().catch((error) => {
  const exitCode =
    error instanceof CommandError ? error.exitCode : error instanceof TypeError ? EXIT.config : EXIT.failed
  tell({ failed: { message: sentenceOf(error), exitCode } })
  process.exit(exitCode)
})
