import { availableParallelism } from 'node:os'
import { CommandError, EXIT } from './command-error.js'
import type { CommandLine } from './command-line.js'
import type { CommandConfig } from './load-config.js'
import { MAX_THREADS } from './read-config.js'

export interface WorkerSettings {
  /** Each port once, with what is answered there. */
  ports: ReadonlyMap<number, { health: boolean; metrics: boolean }>
  bind: string
  drainMs: number
  /** That deliver. */
  threads: number
}

const DEFAULT_DRAIN_SECONDS = '20'

/** Threads of a worker unless somebody says: the database and whatever else the machine does want cores too. */
const defaultThreads = (): number => (availableParallelism() >= 4 ? 2 : 1)

const readNumber = (name: string, text: string, most: number, least = 0): number => {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new CommandError(EXIT.usage, `${name}: expected a whole number from ${least} to ${most}, got '${text}'.`)
}

const readPort = (name: string, text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : readNumber(name, text, 65_535)

const readThreads = ({ line, config, env }: WorkerInput): number => {
  const text = line.threads ?? (config.worker?.threads === undefined ? env.CONTENT_PLATFORMS_THREADS : undefined)
  if (text) return readNumber('--threads', text, MAX_THREADS, 1)
  return config.worker?.threads ?? defaultThreads()
}

interface WorkerInput {
  line: CommandLine
  config: CommandConfig
  env: Readonly<Record<string, string | undefined>>
}

/** Ports, deadline and threads from the flags, else the file and the environment. Throws a `CommandError` that names the wrong one. */
export const readWorkerSettings = (input: WorkerInput): WorkerSettings => {
  const { line, env } = input
  const health = readPort('--health-port', line.healthPort ?? env.CONTENT_PLATFORMS_HEALTH_PORT)
  const metrics = readPort('--metrics-port', line.metricsPort ?? env.CONTENT_PLATFORMS_METRICS_PORT)
  const ports = new Map<number, { health: boolean; metrics: boolean }>()
  if (health !== undefined) ports.set(health, { health: true, metrics: health === metrics })
  if (metrics !== undefined && metrics !== health) ports.set(metrics, { health: false, metrics: true })
  const drain = line.drainSeconds ?? (env.CONTENT_PLATFORMS_DRAIN_SECONDS || DEFAULT_DRAIN_SECONDS)
  return {
    ports,
    bind: line.bind ?? (env.CONTENT_PLATFORMS_BIND || '127.0.0.1'),
    drainMs: readNumber('--drain-seconds', drain, 3_600) * 1_000,
    threads: readThreads(input),
  }
}
