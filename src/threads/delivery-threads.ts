import { type Check, OK } from '../api/checks.js'
import type { Deliverer } from '../deliverer.js'
import type { Figures } from '../metrics/own-figures.js'
import { type DeliveryThread, startDeliveryThread, type ThreadHost } from './delivery-thread.js'
import type { ThreadSettings } from './thread-protocol.js'
import { watchThreads } from './watch-threads.js'

const ANSWER_MS = 2_000

export interface DeliveryThreadsInput {
  count: number
  settings: ThreadSettings
  host: Pick<ThreadHost, 'pauseIntegration' | 'hintAlert'>
  /** Between two questions whether a thread turns. */
  watchMs?: number
}

/**
 * Threads that deliver beside the process's own. Starting rejects with a `ThreadError` if one can't, and then none is left;
 * what each counted is told as of earlier for one that is too busy to tell.
 */
export const createDeliveryThreads = ({ count, settings, host, watchMs }: DeliveryThreadsInput): Deliverer => {
  let threads: DeliveryThread[] = []
  let state: 'off' | 'running' | 'draining' = 'off'
  let crash = (_error: Error) => {}
  const crashed = new Promise<Error>((resolve) => {
    crash = resolve
  })
  const latest = new Map<number, Figures>()
  let endWatch = () => {}

  const stop: Deliverer['stop'] = async (input) => {
    state = 'draining'
    endWatch()
    const all = threads
    threads = []
    await Promise.all(all.map((thread) => thread.stop(input)))
  }
  // One is enough for what comes one by one: each that looks asks the database.
  const wake = () => threads[0]?.wake()
  const wakeOthers = () => {
    for (const thread of threads.slice(1)) thread.wake()
  }
  const startOne = (number: number) =>
    startDeliveryThread({ ...settings, number }, { ...host, callHelp: number === 1 ? wakeOthers : () => {} })
  const checkOne = ({ number, call }: DeliveryThread): Promise<Check> =>
    call('readCheck', undefined, ANSWER_MS).then(
      (check) => (check.ok ? check : { ok: false, reason: `thread ${number}: ${check.reason}` }),
      () => ({ ok: false, reason: `thread ${number}: no answer within ${ANSWER_MS} ms` }),
    )
  const readOne = async (thread: DeliveryThread): Promise<Figures> => {
    const figures = await thread.call('readFigures', undefined, ANSWER_MS).catch(() => undefined)
    if (figures) latest.set(thread.number, figures)
    return latest.get(thread.number) ?? [] // else a sum would fall, as if the process were a new one
  }
  return {
    crashed,
    async start() {
      threads = Array.from({ length: count }, (_, index) => startOne(index + 1))
      for (const thread of threads) thread.crashed.then(crash)
      try {
        await Promise.all(threads.map(({ started }) => started))
        endWatch = watchThreads(threads, crash, watchMs)
        state = 'running'
      } catch (error) {
        await stop({ deadlineMs: 0 })
        throw error
      }
    },
    wake,
    wantsHelp: () => true, // nobody asks the threads how busy they are
    async readCheck() {
      if (state === 'off') return undefined
      if (state === 'draining') return { ok: false, reason: 'draining' }
      const checks = await Promise.all(threads.map(checkOne))
      return checks.find(({ ok }) => !ok) ?? OK
    },
    readFigures: () => Promise.all(threads.map(readOne)),
    stop,
  }
}
