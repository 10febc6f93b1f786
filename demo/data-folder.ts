import { constants } from 'node:fs'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { commandLineOf } from './processes.js'
import { StartRefused } from './start-refused.js'

export interface DataFolder {
  /** Removes what earlier runs kept, save the database: that is removed first, by `removeDatabase`. */
  empty: () => Promise<void>
  release: () => Promise<void>
}

/** How `npm start` calls us, and whoever starts us by an absolute path. */
const MAIN = /\bdemo[\\/]main\.js\b/
/** A demo that is just ending gets this long: someone may stop it and start it again at once. */
const PATIENCE_MS = 4_000
const KEPT_BETWEEN_RUNS = ['platform.json', 'platform-secrets.json', 'encryption-key', 'database-home']

/**
 * Makes the folder of everything that outlives a run, and claims it for this process. Refuses while another demo runs on
 * it; a claim left by a killed one, or by one whose number belongs to another program now, is replaced.
 */
export const openDataFolder = async (folder: string): Promise<DataFolder> => {
  await mkdir(folder, { recursive: true })
    .then(() => access(folder, constants.W_OK))
    .catch((cause: unknown) => {
      throw new StartRefused(
        `Não é possível gravar em ${folder}. Se ela foi criada por outro usuário (root?), apague-a ou inicie como ele.`,
        { cause },
      )
    })
  const claim = join(folder, 'run.pid')
  const holder = Number(await readFile(claim, 'utf8').catch(() => 0))
  const isHeld = async () => holder > 0 && holder !== process.pid && MAIN.test((await commandLineOf(holder)) ?? '')
  const deadline = Date.now() + PATIENCE_MS
  while (await isHeld()) {
    if (Date.now() > deadline) {
      throw new StartRefused(`A demonstração já está em execução nesta pasta (processo ${holder}).`)
    }
    await delay(100)
  }
  await rm(claim, { force: true })
  await writeFile(claim, String(process.pid), { flag: 'wx' }).catch((cause: unknown) => {
    throw new StartRefused('Outra demonstração acaba de ser iniciada nesta pasta.', { cause })
  })
  return {
    empty: async () => {
      for (const name of KEPT_BETWEEN_RUNS) await rm(join(folder, name), { force: true })
    },
    release: () => rm(claim, { force: true }),
  }
}
