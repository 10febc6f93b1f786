import type { Bench, World } from '../bench.js'
import type { ContenderCommands, Setting } from '../contenders/contender.js'
import type { Contender } from '../contenders/list.js'
import { type Child, startChild } from '../process/start-child.js'

/** A contender at work in its own processes. */
export interface Stage<C extends ContenderCommands = ContenderCommands> {
  setting: Setting
  producer: Child<C>
  /** The first of `workers`, which may be the producer itself. */
  worker: Child<C>
  workers: Child<C>[]
}

export interface StageInput extends World {
  contender: Contender
  /** 1 unless given; 0 to start none yet. */
  workers?: number
}

/** Longer than any run should take: whoever hangs has failed, and the others go on. */
const HANGS_AFTER_MS = 150_000

const within = async <T>(work: Promise<T>, timeoutMs: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${timeoutMs / 1000} s`)), timeoutMs)
  })
  return Promise.race([work, hangs]).finally(() => clearTimeout(timer))
}

/** Opens a contender on a database of its own, calls `use`, and ends it whatever happens. */
export const withContender = async <C extends ContenderCommands, T>(
  bench: Bench,
  { contender, workers: count = 1, ...world }: StageInput,
  use: (stage: Stage<C>) => Promise<T>,
): Promise<T> => {
  const setting = await bench.database(contender, world)
  const producer = startChild<C>(contender.script)
  const { script, workerScript = script, apart } = contender
  const workers = apart ? Array.from({ length: count }, () => startChild<C>(workerScript)) : [producer]
  const play = async () => {
    await producer.call('open', setting)
    for (const worker of workers) await worker.call('work', setting)
    return use({ setting, producer, worker: workers[0] ?? producer, workers })
  }
  try {
    return await within(play(), HANGS_AFTER_MS)
  } finally {
    await Promise.all([producer, ...workers].map((child) => child.end()))
    await bench.server.drop(new URL(setting.databaseUrl).pathname.slice(1))
  }
}
