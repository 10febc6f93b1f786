import { generateEncryptionKey } from '../../src/secrets/encryption-keys.js'
import { type CommandInput, startCommand, tidyCommands } from './command.js'
import { createProvider } from './provider.js'
import { startReceiver } from './receiver.js'

export type Workplace = Awaited<ReturnType<typeof createWorkplace>>

/** A provider, a platform for its integrations, and the environment of a worker that is a process of its own. */
export const createWorkplace = async () => {
  const key = generateEncryptionKey()
  const provider = await createProvider({ encryptionKey: key })
  const receiver = await startReceiver()
  return {
    key,
    provider,
    receiver,
    environment: { DATABASE_URL: provider.url, CONTENT_PLATFORMS_ENCRYPTION_KEY: key },
    /** Ends all workers, too. */
    async drop() {
      await tidyCommands()
      await provider.drop()
      await receiver.close()
    },
  }
}

/** Starts a worker and waits until it says so; `ports` are those that it answers probes and figures on. */
export const startWorker = async (input: CommandInput) => {
  const worker = startCommand(input)
  const { ports } = (await worker.logged('worker.started')) as { ports: number[] }
  return { ...worker, ports }
}
