import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DataSource } from 'typeorm'
import { z } from 'zod'
import type { ContentPlatformsOptions } from '../options.js'
import { CommandError, EXIT, sentenceOf } from './command-error.js'

/** More than any machine on which one database keeps up. */
export const MAX_THREADS = 64

const NAMES = ['mjs', 'js', 'json'].map((extension) => `content-platforms.config.${extension}`)

const database = z.strictObject({
  /** `postgres://…`. */
  url: z.string().min(1),
  /** Connections at most. */
  poolSize: z.int().min(2).max(1_000).optional(),
  /** As in `pg`: `true` checks the certificate. */
  ssl: z.union([z.boolean(), z.looseObject({})]).optional(),
  /** Table in which TypeORM notes what it applied, where the panel's process names it otherwise. */
  migrationsTableName: z.string().min(1).optional(),
})
export type DatabaseConfig = z.infer<typeof database>

const worker = z.strictObject({
  /** Threads of a worker process that deliver. */
  threads: z.int().min(1).max(MAX_THREADS).optional(),
})
export type WorkerConfig = z.infer<typeof worker>

/** What the file may say: the options of `contentPlatforms()`, and how the database is reached. */
export type FileConfig = Partial<Omit<ContentPlatformsOptions, 'dataSource'>> & {
  database?: Partial<DatabaseConfig>
  dataSource?: DataSource
  worker?: WorkerConfig
}

export interface CommandConfig {
  /** The file, if there is one. */
  file?: string
  worker?: WorkerConfig
  options: Partial<Omit<ContentPlatformsOptions, 'dataSource'>>
  /** One of the host's own. */
  dataSource?: DataSource
  database?: DatabaseConfig
}

type Environment = Readonly<Record<string, string | undefined>>

const refuse = (message: string, cause?: unknown): never => {
  throw new CommandError(EXIT.config, message, { cause })
}

const findFile = (given: string | undefined, folder: string): string | undefined => {
  if (given === undefined) return NAMES.map((name) => resolve(folder, name)).find((path) => existsSync(path))
  const path = resolve(folder, given)
  return existsSync(path) ? path : refuse(`The configuration file ${given} does not exist.`)
}

const evaluate = async (path: string): Promise<unknown> => {
  if (extname(path) === '.json') return JSON.parse(await readFile(path, 'utf8'))
  const { default: exported } = (await import(pathToFileURL(path).href)) as { default?: unknown }
  return typeof exported === 'function' ? exported() : exported
}

const load = async (path: string): Promise<FileConfig> => {
  const config = await evaluate(path).catch((error) =>
    refuse(`The configuration file ${path} can't be used: ${sentenceOf(error)}`, error),
  )
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) return config as FileConfig
  return refuse(`The configuration file ${path} has no default export with options.`)
}

const readPoolSize = (text: string | undefined): { poolSize?: number } => {
  if (text === undefined) return {}
  const poolSize = Number(text)
  if (Number.isInteger(poolSize) && poolSize >= 2 && poolSize <= 1_000) return { poolSize }
  return refuse('CONTENT_PLATFORMS_POOL_SIZE: expected a whole number from 2 to 1000.')
}

const readSsl = (text: string | undefined): { ssl?: boolean } => {
  if (text === undefined || text === 'false') return {}
  return text === 'true' ? { ssl: true } : refuse(`CONTENT_PLATFORMS_DATABASE_SSL: expected true or false.`)
}

const check = <T>(schema: z.ZodType<T>, name: string, given: unknown): T => {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const issues = result.error.issues.map(({ path, message }) => `${[name, ...path].join('.')}: ${message}`)
  return refuse(`Wrong configuration: ${issues.join('; ')}.`)
}

const readDatabase = (given: FileConfig['database'], env: Environment): DatabaseConfig | undefined => {
  const merged = {
    ...(env.DATABASE_URL ? { url: env.DATABASE_URL } : {}),
    ...readPoolSize(env.CONTENT_PLATFORMS_POOL_SIZE),
    ...readSsl(env.CONTENT_PLATFORMS_DATABASE_SSL),
    ...given,
  }
  if (merged.url === undefined) return undefined
  return check(database, 'database', merged)
}

const readKeys = (text: string | undefined): Pick<Partial<ContentPlatformsOptions>, 'encryptionKey'> => {
  const keys = (text ?? '').split(/[\s,]+/).filter((key) => key !== '')
  return keys.length === 0 ? {} : { encryptionKey: keys }
}

/** Reads the file, if there is one; the environment stands in for what it leaves out. */
export const readConfig = async (input: {
  file?: string | undefined
  folder: string
  env: Environment
}): Promise<CommandConfig> => {
  const { env } = input
  const path = findFile(input.file ?? (env.CONTENT_PLATFORMS_CONFIG || undefined), input.folder)
  const {
    database: given,
    dataSource,
    worker: threads,
    ...options
  } = path === undefined ? ({} as FileConfig) : await load(path)
  const found = dataSource === undefined ? readDatabase(given, env) : undefined
  return {
    options: {
      ...readKeys(env.CONTENT_PLATFORMS_ENCRYPTION_KEY),
      ...(env.CONTENT_PLATFORMS_TIME_ZONE ? { timeZone: env.CONTENT_PLATFORMS_TIME_ZONE } : {}),
      ...options,
    },
    ...(path === undefined ? {} : { file: path }),
    ...(threads === undefined ? {} : { worker: check(worker, 'worker', threads) }),
    ...(dataSource === undefined ? {} : { dataSource }),
    ...(found === undefined ? {} : { database: found }),
  }
}
