import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { ProcessInput, ProcessLine } from './soak-input.js'

export interface Child {
  readonly process: ChildProcess
  signal(name: NodeJS.Signals): void
  /** Resolves with exit code or signal. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}

/** Starts a script of the soak and hands on what it tells; resolves when it is ready. */
export const startChild = async (
  script: string,
  input: ProcessInput,
  onLine: (line: ProcessLine) => void,
): Promise<Child> => {
  const child = spawn(process.execPath, ['--trace-warnings', script, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit').then(([code, signal]) => signal ?? code)
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
    const [warning] = String(chunk).match(/\w+Warning: .*/) ?? []
    if (warning) onLine({ kind: 'logged', message: warning })
  })
  let isReady = false
  const ready = new Promise<void>((resolve) => {
    createInterface(child.stdout).on('line', (text) => {
      const line: ProcessLine = JSON.parse(text)
      if (line.kind !== 'ready') return onLine(line)
      isReady = true
      resolve()
    })
    ended.then(() => resolve())
  })
  ended.then((how) => {
    if (how === 0 || how === 'SIGKILL' || (how === 'SIGTERM' && !isReady)) return
    onLine({ kind: 'unexpected', error: `${script} ended with ${how}: ${errors}` })
  })
  await ready
  return { process: child, signal: (name) => void child.kill(name), ended }
}
