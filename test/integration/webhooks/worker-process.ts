import { type ChildProcess, spawn } from 'node:child_process'
import { vi } from 'vitest'
import { compileScripts } from '../../support/compile.js'

/** The compiled worker: it runs as a plain `node`, so that a signal meets the worker and no tool around it. */
export const buildWorker = async (source = 'webhooks/worker') => {
  const { scriptOf, remove } = await compileScripts(`test/integration/${source}`)
  return { script: scriptOf(`test/integration/${source}`), remove }
}

export interface WorkerProcess {
  pid: number
  signal(name: NodeJS.Signals): void
  /** Waits until the worker said this word. */
  said(word: string): Promise<void>
  /** Exit code or signal, once it has ended. */
  ended: Promise<number | NodeJS.Signals | null>
}

export interface StartInput {
  script: string
  input: object
  /** How far the process's time of day is off. */
  clockShiftMs?: number
  /** File of a certificate authority that the process trusts besides the usual ones. */
  trusts?: string
}

const running = new Set<ChildProcess>()

/** Starts a worker process and waits until it claims. */
export const startWorker = async ({ script, input, clockShiftMs = 0, trusts }: StartInput): Promise<WorkerProcess> => {
  const child = spawn(process.execPath, ['--import', shiftedClock(clockShiftMs), script, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(trusts ? { NODE_EXTRA_CA_CERTS: trusts } : {}) },
  })
  running.add(child)
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.on('exit', (code, signal) => {
      running.delete(child)
      resolve(signal ?? code)
    }),
  )
  const said = (word: string) =>
    vi.waitFor(
      () => {
        if (!output.split('\n').includes(word)) throw new Error(`the worker has not said "${word}" but: ${output}`)
      },
      { timeout: 10_000 },
    )
  await said('ready')
  return { pid: child.pid ?? 0, signal: (name) => void child.kill(name), said, ended }
}

/** Kills what a test left running. */
export const endWorkers = async () => {
  await Promise.all([...running].map((child) => new Promise((resolve) => child.on('exit', resolve).kill('SIGKILL'))))
}

const shiftedClock = (shiftMs: number) => {
  const code = `
    const Real = Date
    globalThis.Date = class extends Real {
      constructor(...args) { args.length ? super(...args) : super(Real.now() + ${shiftMs}) }
      static now() { return Real.now() + ${shiftMs} }
    }`
  return `data:text/javascript,${encodeURIComponent(code)}`
}
