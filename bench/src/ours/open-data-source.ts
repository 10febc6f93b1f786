import { DataSource } from 'typeorm'
import { load } from './load.js'

const { contentPlatformEntities } = (await load(
  'adminjs-content-platforms/entities',
)) as typeof import('adminjs-content-platforms/entities')
const { contentPlatformMigrations } = (await load(
  'adminjs-content-platforms/worker',
)) as typeof import('adminjs-content-platforms/worker')

/** So many connections to a database of ours. */
export const openDataSource = (url: string, poolSize: number): Promise<DataSource> =>
  new DataSource({
    type: 'postgres',
    url,
    entities: contentPlatformEntities,
    migrations: contentPlatformMigrations,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolSize,
  }).initialize()
