/** A hint that may come while nobody listens: it is then kept for the next `wait`. */
export interface WakeSignal {
  wake(): void
  /** Resolves at the next hint, at once if one came since the last wait, and after `timeoutMs` at the latest. */
  wait(timeoutMs: number): Promise<void>
}

export const createWakeSignal = (): WakeSignal => {
  let hinted = false
  let resolveWait: (() => void) | undefined
  return {
    wake() {
      hinted = true
      resolveWait?.()
    },
    async wait(timeoutMs) {
      if (!hinted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs)
          resolveWait = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        resolveWait = undefined
      }
      hinted = false
    },
  }
}
