import pRetry from 'p-retry'
import { createEngine } from '../../src/create-engine.js'
import { resolveOptions } from '../../src/options.js'
import { surviveCutConnections } from '../../src/webhooks/survive-cut-connections.js'
import { connect } from '../support/template-database.js'
import type { ProcessInput, ProcessLine } from './soak-input.js'

/** Tells the parent process. */
export const tell = (line: ProcessLine) => process.stdout.write(`${JSON.stringify(line)}\n`)

/** Hours from now on at which no daily job begins while a soak runs: a recompute would hide the drift that is looked for. */
const FAR_HOURS = 12

const RETRIES = 400

/** The package without a panel, as a host's process has it, with waits short enough for a soak. */
export const openEngine = async ({ databaseUrl, encryptionKey }: ProcessInput) => {
  // A process may be started while the database is away.
  const dataSource = await pRetry(() => connect(databaseUrl), { retries: 100, minTimeout: 100, maxTimeout: 500 })
  surviveCutConnections(dataSource)
  const options = resolveOptions({
    dataSource,
    encryptionKey,
    timeZone: 'UTC',
    endpoints: { allowHttp: true, allowedPorts: 'any', allowedHosts: ['127.0.0.1'], allowedCidrs: ['127.0.0.0/8'] },
    delivery: {
      deadlineMs: 5_000,
      retryDelaysMs: Array.from({ length: RETRIES }, () => 300),
      breaker: { windowMs: 5_000, probeAfterMs: 300, maxProbeAfterMs: 1_000 },
    },
    jobs: { dailyHour: (new Date().getUTCHours() + FAR_HOURS) % 24 },
    logger: { info: () => {}, warn: logged, error: logged },
  })
  return { dataSource, options, engine: createEngine(options) }
}

const logged = (fields: Record<string, unknown>, message: string) => {
  if (message === 'delivery.attempted') return
  const about = typeof fields.laneId === 'number' ? { laneId: fields.laneId } : {}
  tell({ kind: 'logged', message: `${message}${causeOf(fields.err)}`, ...about })
}

const causeOf = (error: unknown) => {
  if (!(error instanceof Error)) return ''
  const { code } = error as Error & { code?: string }
  return ` (${code ?? error.message})`
}

/** Tells the memory in use once a second. */
export const tellMemory = () =>
  setInterval(() => tell({ kind: 'memory', rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20) }), 1_000).unref()
