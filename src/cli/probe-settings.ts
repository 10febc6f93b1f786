import { CommandError, EXIT } from './command-error.js'
import type { CommandLine } from './command-line.js'

export interface WorkerSettings {
  /** Each port once, with what is answered there. */
  ports: ReadonlyMap<number, { health: boolean; metrics: boolean }>
  bind: string
  drainMs: number
}

const DEFAULT_DRAIN_SECONDS = '20'

const readNumber = (name: string, text: string, most: number): number => {
  const value = Number(text)
  if (/^\d+$/.test(text) && value <= most) return value
  throw new CommandError(EXIT.usage, `${name}: expected a whole number from 0 to ${most}, got '${text}'.`)
}

const readPort = (name: string, text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : readNumber(name, text, 65_535)

/** Ports and deadline from the flags, else the environment. Throws a `CommandError` that names the wrong one. */
export const readWorkerSettings = (
  line: CommandLine,
  env: Readonly<Record<string, string | undefined>>,
): WorkerSettings => {
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
  }
}
