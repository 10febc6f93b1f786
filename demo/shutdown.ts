export interface Shutdown {
  /** Adds what must be closed before everything that was added earlier. */
  first: (name: string, close: () => Promise<void>) => void
  /** Closes all, one after the other, telling of each; a failure is reported and the rest is closed all the same. */
  now: (tell?: (name: string) => void) => Promise<void>
}

/** Closes in the opposite order of opening: what was opened on top of something goes before it. */
export const createShutdown = (): Shutdown => {
  const opened: { name: string; close: () => Promise<void> }[] = []
  return {
    first: (name, close) => {
      opened.push({ name, close })
    },
    now: async (tell = () => {}) => {
      for (let last = opened.pop(); last; last = opened.pop()) {
        const { name, close } = last
        await close().then(
          () => tell(name),
          (error: unknown) => console.error(`  ${name}: falhou.`, error),
        )
      }
    },
  }
}
