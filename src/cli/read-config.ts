import { z } from 'zod'
import { CommandError, EXIT } from './command-error.js'
import {
  type CommandConfig,
  type ConfigInput,
  type DatabaseConfig,
  loadConfig,
  type WorkerConfig,
} from './load-config.js'

/** More than any machine on which one database keeps up. */
export const MAX_THREADS = 64

const database: z.ZodType<DatabaseConfig> = z.strictObject({
  url: z.string().min(1),
  poolSize: z.int().min(2).max(1_000).optional(),
  ssl: z.union([z.boolean(), z.looseObject({})]).optional(),
  migrationsTableName: z.string().min(1).optional(),
})

const worker: z.ZodType<WorkerConfig> = z.strictObject({
  threads: z.int().min(1).max(MAX_THREADS).optional(),
})

const check = <T>(schema: z.ZodType<T>, name: string, given: unknown): T => {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const issues = result.error.issues.map(({ path, message }) => `${[name, ...path].join('.')}: ${message}`)
  throw new CommandError(EXIT.config, `Wrong configuration: ${issues.join('; ')}.`)
}

/** Reads the file, if there is one; the environment stands in for what it leaves out. */
export const readConfig = async (input: ConfigInput): Promise<CommandConfig> => {
  const config = await loadConfig(input)
  return {
    ...config,
    ...(config.worker === undefined ? {} : { worker: check(worker, 'worker', config.worker) }),
    ...(config.database === undefined ? {} : { database: check(database, 'database', config.database) }),
  }
}
