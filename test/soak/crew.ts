import { type Child, startChild } from './child.js'
import type { Figures } from './figures.js'

export interface CrewInput {
  script: string
  size: number
  databaseUrl: string
  encryptionKey: string
  nextSeed: () => number
  figures: Figures
}

/** Processes of one kind, of which some are taken away and replaced. */
export const startCrew = async ({ script, size, figures, nextSeed, ...input }: CrewInput) => {
  const children = new Set<Child>()
  let started = 0
  let isOver = false

  const add = async () => {
    started += 1
    const number = nextSeed()
    const child = await startChild(script, { ...input, seed: number }, (line) => figures.heard(number, line))
    children.add(child)
    child.ended.then(() => {
      children.delete(child)
      if (!isOver) add().catch((error) => figures.unexpected.push(String(error)))
    })
  }
  await Promise.all(Array.from({ length: size }, add))

  return {
    children: children as ReadonlySet<Child>,
    started: () => started,
    /** Ends all of them in good order; nobody is replaced any more. */
    async end() {
      isOver = true
      for (const child of children) child.signal('SIGTERM')
      await Promise.all([...children].map(({ ended }) => ended))
    },
    /** Leaves nothing behind, however things stand. */
    kill() {
      isOver = true
      for (const child of children) child.signal('SIGKILL')
    },
  }
}
export type Crew = Awaited<ReturnType<typeof startCrew>>
