import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { FromPlatform, ToPlatform } from './platform/messages.js'
import type { SampleIntegration } from './platform/server.js'
import { portRefused } from './ports.js'
import { commandLineOf } from './processes.js'

export interface PlatformProcess {
  url: string
  introduce: (integrations: SampleIntegration[]) => void
  stop: () => Promise<void>
}

const MAIN = fileURLToPath(new URL('platform/main.js', import.meta.url))
const PATIENCE_MS = 3_000
const REST_BEFORE_RESTART_MS = 500

const pidFile = (dataFolder: string) => join(dataFolder, 'platform.pid')

/** Starts the demo platform as a process of its own; one that dies by itself is started again and told the same. */
export const startPlatform = async (dataFolder: string, port: number): Promise<PlatformProcess> => {
  let known: SampleIntegration[] = []
  let stopping = false
  let child = await launch(dataFolder, port)
  const introduce = (integrations: SampleIntegration[]) => {
    known = integrations
    const message: ToPlatform = { kind: 'introduce', integrations }
    if (child.connected) child.send(message)
  }
  const watch = () =>
    child.once('exit', async () => {
      if (stopping) return
      console.warn('A plataforma de demonstração parou; iniciando de novo.')
      await delay(REST_BEFORE_RESTART_MS)
      if (stopping) return
      child = await launch(dataFolder, port)
      introduce(known)
      watch()
    })
  watch()
  return {
    url: `http://127.0.0.1:${port}`,
    introduce,
    stop: async () => {
      stopping = true
      await end(child)
      await rm(pidFile(dataFolder), { force: true })
    },
  }
}

/** Ends a platform that outlived a killed demo. Another program that got its number since is left alone. */
export const stopOrphanedPlatform = async (dataFolder: string): Promise<void> => {
  const pid = Number(await readFile(pidFile(dataFolder), 'utf8').catch(() => 0))
  const runs = async () => pid > 0 && ((await commandLineOf(pid))?.includes(MAIN) ?? false)
  if (await runs()) process.kill(pid, 'SIGTERM')
  const deadline = Date.now() + PATIENCE_MS
  while (await runs()) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL')
    await delay(50)
  }
}

const launch = async (dataFolder: string, port: number): Promise<ChildProcess> => {
  const env = { ...process.env, PLATFORM_PORT: String(port), PLATFORM_STATE: join(dataFolder, 'platform.json') }
  const child = fork(MAIN, { env })
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [])])) as [
    FromPlatform?,
  ]
  if (message?.kind === 'port-taken') throw portRefused('PLATFORM_PORT', port)
  if (!message) throw new Error('the demo platform ended while it started')
  await writeFile(pidFile(dataFolder), String(child.pid))
  return child
}

const end = async (child: ChildProcess) => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  child.kill('SIGTERM')
  await ended
  clearTimeout(impatience)
}
