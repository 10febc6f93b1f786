import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Commands, Usage } from './serve.js'

/** A process of the benchmark, by its commands. */
export interface Child<C extends Commands> {
  call<K extends keyof C & string>(name: K, input: Parameters<C[K]>[0]): Promise<Awaited<ReturnType<C[K]>>>
  usage(): Promise<Usage>
  /** As a crash: nothing in it runs any more. */
  kill(): Promise<void>
  end(): Promise<void>
}

/** A folder: each process leaves a profile of its CPU time there. */
const profiles = process.env.BENCH_PROFILES
const END_MS = profiles ? 10_000 : 1_000

const running = new Set<ChildProcess>()

/** Starts a script of this folder's parent, such as `sink/main.js`, in a process of its own. */
export const startChild = <C extends Commands>(script: string): Child<C> => {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url))
  const child = fork(path, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [],
  })
  running.add(child)
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let calls = 0

  child.on('message', ({ number, answer, error }: { number: number; answer: never; error?: string }) => {
    const call = waiting.get(number)
    waiting.delete(number)
    if (error === undefined) call?.resolve(answer)
    else call?.reject(new Error(`${script}: ${error}`))
  })
  child.on('error', () => {}) // told by what was asked of it: it has ended
  const ended = new Promise<void>((resolve) =>
    child.on('exit', () => {
      running.delete(child)
      for (const { reject } of waiting.values()) reject(new Error(`${script} ended`))
      waiting.clear()
      resolve()
    }),
  )
  const call = (name: string, input: unknown): Promise<never> =>
    new Promise((resolve, reject) => {
      if (!child.connected) return reject(new Error(`${script} has ended`))
      const number = calls++
      waiting.set(number, { resolve, reject })
      child.send({ number, name, input })
    })
  const kill = () => {
    child.kill('SIGKILL')
    return ended
  }
  // Without its parent it ends by itself, and writes its profile.
  const end = async () => {
    const timer = setTimeout(kill, END_MS)
    if (child.connected) child.disconnect()
    await ended
    clearTimeout(timer)
  }
  return { call, usage: () => call('usage', undefined), kill, end }
}

/** Ends whatever was started and not ended; what was under way fails. */
export const endChildren = async (): Promise<void> => {
  await Promise.all([...running].map((child) => new Promise((resolve) => child.on('exit', resolve).kill('SIGKILL'))))
}
