import type { Check } from '../api/read-readiness.js'
import type { Figures } from '../metrics/own-figures.js'
import { type DeliveryThread, startDeliveryThread } from './delivery-thread.js'
import { watchThreads } from './watch-threads.js'

/** The threads that deliver beside the process's own. */
export interface DeliveryThreads {
  /** Resolves once all deliver; rejects with a `ThreadError` if one can't, and then none is left. */
  start(): Promise<void>
  /** A hint that more may be due than one thread carries. */
  wake(): void
  /** Resolves with the reason when one ended without being told to, or hangs. */
  crashed: Promise<Error>
  /** Whether all of them deliver. */
  readCheck(): Promise<Check>
  /** What each counted; as of earlier for one that is too busy to tell. */
  readFigures(): Promise<Figures[]>
  stop(input: { deadlineMs: number }): Promise<void>
}

const ANSWER_MS = 2_000

export interface DeliveryThreadsInput {
  /** Threads in all, the process's own included. */
  count: number
  file?: string | undefined
  /** Between two questions whether a thread turns. */
  watchMs?: number
}

export const createDeliveryThreads = ({ count, file, watchMs }: DeliveryThreadsInput): DeliveryThreads => {
  let threads: DeliveryThread[] = []
  let crash = (_error: Error) => {}
  const crashed = new Promise<Error>((resolve) => {
    crash = resolve
  })
  const latest = new Map<number, Figures>()
  let endWatch = () => {}

  const stop: DeliveryThreads['stop'] = async (input) => {
    endWatch()
    const all = threads
    threads = []
    await Promise.all(all.map((thread) => thread.stop(input)))
  }
  const reasonOf = async (thread: DeliveryThread): Promise<string | undefined> => {
    const { checks } = await thread.call('readReadiness', undefined, ANSWER_MS)
    const failed = Object.values(checks).find((check) => !check.ok)
    return failed && !failed.ok ? failed.reason : undefined
  }
  const readOne = async (thread: DeliveryThread): Promise<Figures> => {
    const figures = await thread.call('readFigures', undefined, ANSWER_MS).catch(() => undefined)
    if (figures) latest.set(thread.number, figures)
    return latest.get(thread.number) ?? [] // else a sum would fall, as if the process were a new one
  }
  return {
    crashed,
    async start() {
      const folder = process.cwd()
      threads = Array.from({ length: count - 1 }, (_, index) =>
        startDeliveryThread({ number: index + 2, file, folder }),
      )
      for (const thread of threads) thread.crashed.then(crash)
      try {
        await Promise.all(threads.map(({ started }) => started))
        endWatch = watchThreads(threads, crash, watchMs)
      } catch (error) {
        await stop({ deadlineMs: 0 })
        throw error
      }
    },
    wake() {
      for (const thread of threads) thread.wake()
    },
    async readCheck() {
      for (const thread of threads) {
        const reason = await reasonOf(thread).catch(() => `no answer within ${ANSWER_MS} ms`)
        if (reason) return { ok: false, reason: `thread ${thread.number}: ${reason}` }
      }
      return { ok: true }
    },
    readFigures: () => Promise.all(threads.map(readOne)),
    stop,
  }
}
