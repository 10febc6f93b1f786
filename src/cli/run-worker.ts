import { collectDefaultMetrics, Registry } from 'prom-client'
import type { DataSource } from 'typeorm'
import { type ProbeServer, startProbeServer } from '../api/probe-server.js'
import type { ContentPlatformsOptions, Logger } from '../options.js'
import { type ContentPlatformsWorker, contentPlatformsWorker, ThreadError, type WorkerThreads } from '../worker.js'
import { CommandError, EXIT, sentenceOf } from './command-error.js'
import type { CommandLine } from './command-line.js'
import type { CommandConfig } from './load-config.js'
import { openDataSource, requireMigrated } from './open-data-source.js'
import { readWorkerSettings, type WorkerSettings } from './probe-settings.js'
import { requireKey } from './require-key.js'
import { requireReadableSecrets } from './require-readable-secrets.js'
import { tuneHeap } from './tune-heap.js'
import { untilToldToEnd } from './until-told-to-end.js'

export interface WorkerCommand {
  line: CommandLine
  config: CommandConfig
  env: Readonly<Record<string, string | undefined>>
  logger: Logger
  version: string
}

const PORT_FAULTS: Record<string, string> = {
  EADDRINUSE: 'another process listens there',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'this machine has no such address',
}

/** What the worker counted, and what Node says of the process. */
const readMetrics = (worker: ContentPlatformsWorker): (() => Promise<string>) => {
  const register = new Registry()
  collectDefaultMetrics({ register })
  return async () => (await Promise.all([worker.readMetrics(), register.metrics()])).join('\n')
}

const startServers = async (
  worker: ContentPlatformsWorker,
  { ports, bind }: WorkerSettings,
): Promise<ProbeServer[]> => {
  const servers: ProbeServer[] = []
  for (const [port, { health, metrics }] of ports) {
    const parts = {
      readReadiness: worker.readReadiness,
      health,
      readMetrics: metrics ? readMetrics(worker) : undefined,
    }
    servers.push(
      await startProbeServer(parts, { port, address: bind }).catch((error) => {
        const reason = PORT_FAULTS[(error as { code?: string }).code ?? ''] ?? sentenceOf(error)
        throw new CommandError(EXIT.port, `Can't listen on ${bind} port ${port}: ${reason}.`, { cause: error })
      }),
    )
  }
  return servers
}

const build = (options: ContentPlatformsOptions, threads: WorkerThreads): ContentPlatformsWorker => {
  try {
    return contentPlatformsWorker(options, threads)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new CommandError(EXIT.config, sentenceOf(error), { cause: error })
  }
}

interface Served extends WorkerCommand {
  settings: WorkerSettings
  encryptionKey: ContentPlatformsOptions['encryptionKey']
}

const start = (worker: ContentPlatformsWorker): Promise<void> =>
  worker.start().catch((error) => {
    throw error instanceof ThreadError ? new CommandError(error.exitCode, error.message, { cause: error }) : error
  })

const serve = async (dataSource: DataSource, command: Served): Promise<void> => {
  const { line, config, logger, version, settings, encryptionKey } = command
  const { threads, drainMs: deadlineMs } = settings
  const jobs = { ...config.options.jobs, ...(line.noJobs ? { enabled: false } : {}) }
  const worker = build({ logger, ...config.options, jobs, encryptionKey, dataSource }, { threads, config: config.file })
  await requireMigrated(dataSource)
  await requireReadableSecrets(dataSource, encryptionKey)
  const servers = await startServers(worker, settings)
  const told = untilToldToEnd(logger)
  await start(worker)
  const ports = servers.map(({ port }) => port)
  logger.info({ version, pid: process.pid, ports, threads, jobs: jobs.enabled ?? true }, 'worker.started')
  const end = await Promise.race([told.then((signal) => ({ signal })), worker.crashed.then((err) => ({ err }))])
  if ('err' in end) logger.error(end, 'worker.crashed')
  const why = 'signal' in end ? end : {}
  logger.info({ ...why, deadlineMs }, 'worker.draining')
  await worker.stop({ deadlineMs })
  await Promise.all(servers.map((server) => server.close()))
  logger.info(why, 'worker.stopped')
  if ('err' in end) throw new CommandError(EXIT.failed, `Ended because ${sentenceOf(end.err)}.`, { cause: end.err })
}

/** Delivers until SIGTERM or SIGINT, then drains. Throws a `CommandError` at whatever keeps it from starting. */
export const runWorker = async (command: WorkerCommand): Promise<void> => {
  const settings = readWorkerSettings(command)
  tuneHeap(settings)
  const encryptionKey = requireKey(command.config)
  const dataSource = await openDataSource(command.config)
  try {
    await serve(dataSource, { ...command, settings, encryptionKey })
  } finally {
    await dataSource.destroy()
  }
}
