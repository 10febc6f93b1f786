import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DataSource } from 'typeorm'
import type { ContentPlatformsOptions } from '../options.js'
import { CommandError, EXIT, sentenceOf } from './command-error.js'

export interface DatabaseConfig {
  /** `postgres://…`. */
  url: string
  /** Connections at most. */
  poolSize?: number | undefined
  /** As in `pg`: `true` checks the certificate. */
  ssl?: boolean | Record<string, unknown> | undefined
  /** Table in which TypeORM notes what it applied, where the panel's process names it otherwise. */
  migrationsTableName?: string | undefined
}

export interface WorkerConfig {
  /** Threads of a worker process that deliver. */
  threads?: number | undefined
}

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

export interface ConfigInput {
  file?: string | undefined
  folder: string
  env: Environment
}

const NAMES = ['mjs', 'js', 'json'].map((extension) => `content-platforms.config.${extension}`)

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

const readDatabase = (given: FileConfig['database'], env: Environment): DatabaseConfig | undefined => {
  const merged = {
    ...(env.DATABASE_URL ? { url: env.DATABASE_URL } : {}),
    ...readPoolSize(env.CONTENT_PLATFORMS_POOL_SIZE),
    ...readSsl(env.CONTENT_PLATFORMS_DATABASE_SSL),
    ...given,
  }
  return merged.url === undefined ? undefined : { ...merged, url: merged.url }
}

const readKeys = (text: string | undefined): Pick<Partial<ContentPlatformsOptions>, 'encryptionKey'> => {
  const keys = (text ?? '').split(/[\s,]+/).filter((key) => key !== '')
  return keys.length === 0 ? {} : { encryptionKey: keys }
}

/**
 * Evaluates the file, if there is one; the environment stands in for what it leaves out. What was written by hand may
 * still be anything: `readConfig` checks it.
 */
export const loadConfig = async ({ file, folder, env }: ConfigInput): Promise<CommandConfig> => {
  const path = findFile(file ?? (env.CONTENT_PLATFORMS_CONFIG || undefined), folder)
  const { database: given, dataSource, worker, ...options } = path === undefined ? ({} as FileConfig) : await load(path)
  const database = dataSource === undefined ? readDatabase(given, env) : undefined
  return {
    options: {
      ...readKeys(env.CONTENT_PLATFORMS_ENCRYPTION_KEY),
      ...(env.CONTENT_PLATFORMS_TIME_ZONE ? { timeZone: env.CONTENT_PLATFORMS_TIME_ZONE } : {}),
      ...options,
    },
    ...(path === undefined ? {} : { file: path }),
    ...(worker === undefined ? {} : { worker }),
    ...(dataSource === undefined ? {} : { dataSource }),
    ...(database === undefined ? {} : { database }),
  }
}
