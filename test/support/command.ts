import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'

const BUILT = join(import.meta.dirname, '../../dist/cli/main.js')

export interface CommandInput {
  args: readonly string[]
  env?: Record<string, string>
  folder?: string
  /** The command's file, where it isn't that of this build. */
  script?: string
}

export interface Ended {
  /** Exit code, or the signal that ended it. */
  code: number | NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface RunningCommand {
  pid: number
  /** The lines of its log so far. */
  log(): { level: string; msg: string; [field: string]: unknown }[]
  /** Waits until it logged this, and resolves to the line. */
  logged(message: string): Promise<Record<string, unknown>>
  signal(name: NodeJS.Signals): void
  ended: Promise<Ended>
}

const running = new Set<ChildProcess>()
const folders: string[] = []

/** Starts `adminjs-content-platforms` as a process of its own; of the environment it gets what it can't do without. */
export const startCommand = ({ args, env = {}, folder = tmpdir(), script = BUILT }: CommandInput): RunningCommand => {
  if (!existsSync(script)) throw new Error('there is no build: npm run build')
  const child = spawn(process.execPath, [script, ...args], { cwd: folder, env: { PATH: process.env.PATH, ...env } })
  running.add(child)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => {
      running.delete(child)
      resolve({ code: signal ?? code, stdout, stderr })
    }),
  )
  const log = () =>
    stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  const logged = (message: string) =>
    vi.waitFor(
      () => {
        const line = log().find(({ msg }) => msg === message)
        if (!line) throw new Error(`"${message}" was not logged, but: ${stdout}${stderr}`)
        return line
      },
      { timeout: 15_000 },
    )
  return { pid: child.pid ?? 0, log, logged, signal: (name) => void child.kill(name), ended }
}

/** Runs a command to its end. */
export const runCommand = (input: CommandInput): Promise<Ended> => startCommand(input).ended

/** A folder of its own with these files. */
export const folderWith = async (files: Record<string, string>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'content-platforms-cli-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

/** Kills what a test left running and removes its folders. */
export const tidyCommands = async (): Promise<void> => {
  await Promise.all([...running].map((child) => new Promise((resolve) => child.on('close', resolve).kill('SIGKILL'))))
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
}
