import type { DataSource } from 'typeorm'
import { type Delivery, HOST_OPTIONS, LOGGER } from './host-options.js'
import { openDataSource } from './open-data-source.js'
import { contentPlatforms, createWakeOthers } from './package.js'

/** A provider's process: its connections and the package, mounted as any host mounts it. */
export interface Host {
  dataSource: DataSource
  content: ReturnType<typeof contentPlatforms>
  /** Tells workers in other processes of what was recorded past the facts, as the package itself tells them. */
  wake(): void
}

export interface HostInput {
  delivery?: Delivery
  connections?: number
}

/** Everything at its default but what is given. */
export const openHost = async (
  databaseUrl: string,
  { delivery = {}, connections = 10 }: HostInput = {},
): Promise<Host> => {
  const dataSource = await openDataSource(databaseUrl, connections)
  const content = contentPlatforms({ ...HOST_OPTIONS, dataSource, delivery })
  const others = createWakeOthers({ dataSource, logger: LOGGER, onHint: () => {} })
  return { dataSource, content, wake: () => others.announce('events') }
}
