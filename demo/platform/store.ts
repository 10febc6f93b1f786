import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { emptyState, type PlatformState } from './state.js'

export interface Store {
  state: PlatformState
  /** Resolves when the state as it is now is on disk. Many at once share a write. */
  save: () => Promise<void>
}

/** The platform's state, kept in a JSON file that is replaced whole, so that a crash leaves the old or the new one. */
export const openStore = async (file: string): Promise<Store> => {
  await mkdir(dirname(file), { recursive: true })
  const text = await readFile(file, 'utf8').catch(() => null)
  const state = text === null ? emptyState() : (JSON.parse(text) as PlatformState)
  const write = async () => {
    await writeFile(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  const save = () => {
    next ??= running.then(() => {
      next = null
      running = write()
      return running
    })
    return next
  }
  return { state, save }
}
