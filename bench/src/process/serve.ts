import { cpus } from './usage.js'

/** What a process of the benchmark can be asked for: one input, one answer, both structured-cloneable. */
// biome-ignore lint/suspicious/noExplicitAny: each command has an input of its own
export type Commands = Record<string, (input: any) => unknown>

export interface Usage {
  /** CPU time of all threads so far. */
  cpuMs: number
  maxRssMb: number
}

interface Call {
  number: number
  name: string
  input: unknown
}

/** Answers the calls of the process that started this one, and ends with it. */
export const serve = <C extends Commands>(commands: C): void => {
  const all: Commands = { usage: cpus, ...commands }
  const answer = async ({ number, name, input }: Call) => {
    const command = all[name]
    if (!command) throw new TypeError(`no command ${name}`)
    return { number, answer: await command(input) }
  }
  process.on('message', (call: Call) => {
    answer(call)
      .catch((error: unknown) => ({ number: call.number, error: error instanceof Error ? error.stack : String(error) }))
      .then((message) => process.connected && process.send?.(message))
  })
  process.on('disconnect', () => process.exit(0))
  if (!process.connected) process.exit(0) // its parent ended while it was being loaded
}
