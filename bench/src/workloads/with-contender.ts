import type { Bench } from '../bench.js'
import type { ContenderCommands, Setting } from '../contenders/contender.js'
import type { Contender } from '../contenders/list.js'
import { type Child, startChild } from '../process/start-child.js'

/** A contender at work in its own processes. */
export interface Stage {
  setting: Setting
  producer: Child<ContenderCommands>
  worker: Child<ContenderCommands>
}

/** Opens a contender on a database of its own, calls `use`, and ends it whatever happens. */
export const withContender = async <T>(
  bench: Bench,
  { contender, lanes }: { contender: Contender; lanes: number },
  use: (stage: Stage) => Promise<T>,
): Promise<T> => {
  const setting = await bench.database(contender, lanes)
  const producer = startChild<ContenderCommands>(contender.script)
  const worker = contender.apart ? startChild<ContenderCommands>(contender.script) : producer
  try {
    await producer.call('open', setting)
    await worker.call('work', setting)
    return await use({ setting, producer, worker })
  } finally {
    await producer.end()
    if (worker !== producer) await worker.end()
    await bench.server.drop(new URL(setting.databaseUrl).pathname.slice(1))
  }
}
