import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { DataSource } from 'typeorm'
import { contentPlatformEntities } from '../../src/entities/index.js'
import { contentPlatformMigrations } from '../../src/migrations/index.js'

/** Makes an empty database with every migration applied, for `create database … template`; resolves to its name. */
export const createTemplate = async (serverUrl: string): Promise<string> => {
  const name = uniqueName('template')
  await onServer(serverUrl, `create database ${name}`)
  const dataSource = await connect(databaseUrl(serverUrl, name))
  await dataSource.runMigrations()
  await dataSource.destroy()
  return name
}

/** Drops the template. Databases copied from it are not touched. */
export const dropTemplate = (serverUrl: string, name: string) => onServer(serverUrl, `drop database if exists ${name}`)

/** A name that no other run on the same server uses. */
export const uniqueName = (purpose: string) =>
  `content_platforms_${purpose}_${process.pid}_${randomBytes(4).toString('hex')}`

/** `serverUrl` with another database's name. */
export const databaseUrl = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Runs one statement outside any transaction, on a connection of its own. */
export const onServer = async (serverUrl: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The package's entities and migrations on the database at `url`. */
export const connect = (url: string): Promise<DataSource> =>
  new DataSource({
    type: 'postgres',
    url,
    entities: contentPlatformEntities,
    migrations: contentPlatformMigrations,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
  }).initialize()
