import type { PauseIntegration } from '../webhooks/dispatcher-options.js'
import type { FromThread, ToThread } from './thread-protocol.js'

/** What a thread has its process do. */
export interface Wishes {
  /** Rejects when it could not be done. */
  pauseIntegration: PauseIntegration
  /** To be called with the process's answers. */
  done(answer: Extract<ToThread, { done: number }>): void
}

export const createWishes = (tell: (message: FromThread) => void): Wishes => {
  const waiting = new Map<number, (error?: string) => void>()
  let wishes = 0
  return {
    pauseIntegration: (pause) =>
      new Promise((resolve, reject) => {
        const wish = wishes++
        waiting.set(wish, (error) => (error === undefined ? resolve() : reject(new Error(error))))
        tell({ wish, pause })
      }),
    done({ done, error }) {
      waiting.get(done)?.(error)
      waiting.delete(done)
    },
  }
}
