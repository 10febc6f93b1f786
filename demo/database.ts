import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canReach } from './embedded-database/account.js'
import { type EmbeddedDatabase, startEmbeddedDatabase, stopEmbeddedDatabase } from './embedded-database/server.js'
import { EmbeddedDatabaseUnavailable } from './embedded-database/unavailable.js'
import { StartRefused } from './start-refused.js'

/** Starts the demo's own PostgreSQL, or takes over the one that a killed demo left running. */
export const openDatabase = async (dataFolder: string): Promise<EmbeddedDatabase> => {
  const home = (await rememberedHome(dataFolder)) ?? (await chooseHome(dataFolder))
  try {
    return await startEmbeddedDatabase({ home, durable: true })
  } catch (error) {
    if (!(error instanceof EmbeddedDatabaseUnavailable)) throw error
    throw new StartRefused(
      `O PostgreSQL embutido não funciona neste sistema (${process.platform} ${process.arch}): aponte DATABASE_URL para um PostgreSQL seu.`,
      { cause: error },
    )
  }
}

/** Stops the demo's PostgreSQL if it still runs, and removes all of its data. */
export const removeDatabase = async (dataFolder: string): Promise<void> => {
  const home = await rememberedHome(dataFolder)
  if (home) await removeHome(home)
}

const removeHome = async (home: string) => {
  await stopEmbeddedDatabase({ home })
  await rm(home, { recursive: true, force: true })
}

const homeFile = (dataFolder: string) => join(dataFolder, 'database-home')

const rememberedHome = async (dataFolder: string) =>
  (await readFile(homeFile(dataFolder), 'utf8').catch(() => null)) || null

// Below the data folder, unless we are root and the user that must run PostgreSQL can't get there.
const chooseHome = async (dataFolder: string) => {
  const clone = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)
  const shared = join('/var/lib/adminjs-content-platforms-demo', clone)
  const home = (await canReach(dataFolder)) ? join(dataFolder, 'database') : shared
  if (home === shared) await mkdir(join(shared, '..'), { recursive: true, mode: 0o755 })
  // One that nobody remembers belonged to a data folder that was deleted, with the key to its secrets.
  await removeHome(home)
  await writeFile(homeFile(dataFolder), home)
  return home
}
