import { collectDefaultMetrics } from 'prom-client'
import type { DataSource } from 'typeorm'
import { type ProbeServer, startProbeServer } from '../api/probe-server.js'
import type { ContentPlatformsOptions, Logger } from '../options.js'
import { type ContentPlatformsWorker, contentPlatformsWorker } from '../worker.js'
import { CommandError, EXIT, sentenceOf } from './command-error.js'
import type { CommandLine } from './command-line.js'
import { openDataSource, requireMigrated } from './open-data-source.js'
import { readWorkerSettings, type WorkerSettings } from './probe-settings.js'
import type { CommandConfig } from './read-config.js'
import { requireKey } from './require-key.js'
import { requireReadableSecrets } from './require-readable-secrets.js'
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

const startServers = async (
  worker: ContentPlatformsWorker,
  { ports, bind }: WorkerSettings,
): Promise<ProbeServer[]> => {
  const servers: ProbeServer[] = []
  for (const [port, { health, metrics }] of ports) {
    const parts = { readReadiness: worker.readReadiness, health, registry: metrics ? worker.metrics : undefined }
    servers.push(
      await startProbeServer(parts, { port, address: bind }).catch((error) => {
        const reason = PORT_FAULTS[(error as { code?: string }).code ?? ''] ?? sentenceOf(error)
        throw new CommandError(EXIT.port, `Can't listen on ${bind} port ${port}: ${reason}.`, { cause: error })
      }),
    )
    if (metrics) collectDefaultMetrics({ register: worker.metrics })
  }
  return servers
}

const build = (options: ContentPlatformsOptions): ContentPlatformsWorker => {
  try {
    return contentPlatformsWorker(options)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new CommandError(EXIT.config, sentenceOf(error), { cause: error })
  }
}

interface Served extends WorkerCommand {
  settings: WorkerSettings
  encryptionKey: ContentPlatformsOptions['encryptionKey']
}

const serve = async (dataSource: DataSource, command: Served): Promise<void> => {
  const { line, config, logger, settings, encryptionKey } = command
  const jobs = { ...config.options.jobs, ...(line.noJobs ? { enabled: false } : {}) }
  const worker = build({ logger, ...config.options, jobs, encryptionKey, dataSource })
  await requireMigrated(dataSource)
  await requireReadableSecrets(dataSource, encryptionKey)
  const servers = await startServers(worker, settings)
  const told = untilToldToEnd(logger)
  await worker.start()
  const ports = servers.map(({ port }) => port)
  logger.info({ version: command.version, pid: process.pid, ports, jobs: jobs.enabled ?? true }, 'worker.started')
  const signal = await told
  logger.info({ signal, deadlineMs: settings.drainMs }, 'worker.draining')
  await worker.stop({ deadlineMs: settings.drainMs })
  await Promise.all(servers.map((server) => server.close()))
  logger.info({ signal }, 'worker.stopped')
}

/** Delivers until SIGTERM or SIGINT, then drains. Throws a `CommandError` at whatever keeps it from starting. */
export const runWorker = async (command: WorkerCommand): Promise<void> => {
  const settings = readWorkerSettings(command.line, command.env)
  const encryptionKey = requireKey(command.config)
  const dataSource = await openDataSource(command.config)
  try {
    await serve(dataSource, { ...command, settings, encryptionKey })
  } finally {
    await dataSource.destroy()
  }
}
