import { Worker } from 'node:worker_threads'
import { within } from '../within.js'
import { ThreadError } from './thread-error.js'
import type { FromThread, ThreadCommand, ThreadCommands, ThreadInput, ToThread } from './thread-protocol.js'

/** What a thread can't do by itself. */
export interface ThreadHost {
  pauseIntegration(gone: { integrationId: number; eventId: string }): Promise<void>
  hintAlert(): void
  /** Called when it has enough to do, and more may be due. */
  callHelp(): void
}

/** One thread that delivers, seen from the process's own. */
export interface DeliveryThread {
  number: number
  /** Resolves once it delivers; rejects with a `ThreadError` that says why it can't. */
  started: Promise<void>
  /** Resolves with the reason when it ended without being told to. */
  crashed: Promise<Error>
  wake(): void
  /** Rejects when there is no answer in time. */
  call<K extends ThreadCommand>(
    name: K,
    input: Parameters<ThreadCommands[K]>[0],
    timeoutMs: number,
  ): ReturnType<ThreadCommands[K]>
  /** Drains it, and resolves when it has ended: a moment after the deadline at the latest. */
  stop(input: { deadlineMs: number }): Promise<void>
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

const ENTRY = new URL('../cli/delivery-thread.js', import.meta.url)

/**
 * Half of what V8 takes by itself: some 15 MB less for each thread; a quarter of it costs a tenth of what is delivered. The
 * old generation has no limit of its own: one would end a thread that only has much in flight.
 */
const YOUNG_MB = 24

/** What closing connections may take beyond the deadline. */
const END_MS = 5_000

/** Starts a thread that delivers. */
export const startDeliveryThread = (input: ThreadInput, host: ThreadHost): DeliveryThread => {
  const worker = new Worker(ENTRY, {
    workerData: input,
    name: `content-platforms-${input.number}`,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  const waiting = new Map<number, Waiting>()
  let calls = 0
  let isStopping = false
  let fault: unknown
  let gone: Error | undefined

  const send = (message: ToThread) => worker.postMessage(message)
  const grant = ({ wish, pause }: Extract<FromThread, { wish: number }>) =>
    host.pauseIntegration(pause).then(
      () => send({ done: wish }),
      (error) => send({ done: wish, error: error instanceof Error ? error.message : String(error) }),
    )
  const ended = new Promise<number>((resolve) => worker.once('exit', resolve))
  worker.on('error', (error) => {
    fault = error
  })
  const crashOf = (code: number) => {
    const reason = fault instanceof Error ? fault.message : `exit code ${code}`
    return new ThreadError(`thread ${input.number} ended by itself: ${reason}`, { cause: fault })
  }
  const crashed = new Promise<Error>((resolve) => {
    ended.then((code) => isStopping || resolve(crashOf(code)))
  })
  const started = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      if (message === 'started') return resolve()
      if (message === 'many') return host.callHelp()
      if (message === 'alert') return host.hintAlert()
      if ('wish' in message) return void grant(message)
      if ('failed' in message) return reject(new ThreadError(message.failed.message, message.failed))
      const call = waiting.get(message.call)
      waiting.delete(message.call)
      if ('error' in message) call?.reject(new Error(message.error))
      else call?.resolve(message.value)
    })
    ended.then((code) => {
      gone = crashOf(code)
      reject(gone)
      for (const { reject } of waiting.values()) reject(gone)
    })
  })
  started.catch(() => {}) // told to whoever waits for it

  const call = <K extends ThreadCommand>(name: K, input: unknown, timeoutMs: number): ReturnType<ThreadCommands[K]> => {
    const number = calls++
    const answer = new Promise<unknown>((resolve, reject) => {
      waiting.set(number, { resolve, reject })
      if (gone) reject(gone)
    })
    send({ call: number, name, input })
    return within(timeoutMs, answer).finally(() => waiting.delete(number)) as ReturnType<ThreadCommands[K]>
  }
  return {
    number: input.number,
    started,
    crashed,
    wake: () => send('wake'),
    call,
    async stop(given) {
      isStopping = true
      await call('stop', given, given.deadlineMs + END_MS).catch(() => {})
      await within(END_MS, ended).catch(() => worker.terminate())
    },
  }
}
