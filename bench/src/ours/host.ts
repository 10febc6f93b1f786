import { DataSource } from 'typeorm'
import { contentPlatformEntities, contentPlatformMigrations, contentPlatforms, createWakeOthers } from './package.js'

type Content = ReturnType<typeof contentPlatforms>

/** A provider's process: its connections and the package, mounted as any host mounts it. */
export interface Host {
  dataSource: DataSource
  content: Content
  /** Tells workers in other processes of what was recorded past the facts, as the package itself tells them. */
  wake(): void
}

type Options = Parameters<typeof contentPlatforms>[0]
type Delivery = NonNullable<Options['delivery']>

// Nobody's secret: it seals the signing secrets of databases that live for a minute.
const ENCRYPTION_KEY = Buffer.alloc(32, 'bench').toString('base64')

const ENDPOINTS: Options['endpoints'] = {
  allowHttp: true,
  allowedPorts: 'any',
  allowedHosts: ['127.0.0.1'],
  allowedCidrs: ['127.0.0.0/8'],
}

const complain = (fields: Record<string, unknown>, message: string) => {
  if (message !== 'delivery.attempted') process.stderr.write(`${message} ${JSON.stringify(fields).slice(0, 300)}\n`)
}

const LOGGER = { info() {}, warn: complain, error: complain }

/** Everything at its default but what is given. */
export const openHost = async (
  databaseUrl: string,
  { delivery = {}, connections = 10 }: HostInput = {},
): Promise<Host> => {
  const dataSource = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: contentPlatformEntities,
    migrations: contentPlatformMigrations,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolSize: connections,
  })
  await dataSource.initialize()
  const content = contentPlatforms({
    dataSource,
    encryptionKey: ENCRYPTION_KEY,
    endpoints: ENDPOINTS,
    delivery,
    logger: LOGGER,
  })
  const others = createWakeOthers({ dataSource, logger: LOGGER, onHint: () => {} })
  return { dataSource, content, wake: () => others.announce('events') }
}

export interface HostInput {
  delivery?: Delivery
  connections?: number
}
