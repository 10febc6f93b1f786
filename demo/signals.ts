/** A terminal's Ctrl-C reaches us directly and once more through npm: within this time two signals are one wish. */
const SAME_WISH_MS = 800

interface Wishes {
  /** The first signal: an orderly end. */
  stop: () => void
  /** A later one: the person will not wait. */
  force: () => void
}

/** Listens to Ctrl-C, SIGTERM and a closed terminal. */
export const listenToSignals = ({ stop, force }: Wishes): void => {
  let firstAt: number | null = null
  const onSignal = () => {
    const now = performance.now()
    if (firstAt === null) {
      firstAt = now
      stop()
    } else if (now - firstAt > SAME_WISH_MS) force()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}
