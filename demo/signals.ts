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

const PARENT_CHECK_MS = 250

/** Calls `stop` when npm, which started us, is gone: killed, it can't pass any signal on. */
export const watchNpm = (stop: () => void): void => {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    stop()
  }, PARENT_CHECK_MS)
}
