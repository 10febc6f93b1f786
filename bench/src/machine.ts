import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'

const ROOT = new URL('../../', import.meta.url)

/** Where and of what the figures are. */
export interface Machine {
  cpu: string
  cores: number
  memoryGb: number
  platform: string
  node: string
  postgres: string
  versions: Record<string, string>
  commit: string
  at: string
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim()

const commitOf = (): string => {
  try {
    return (
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', '--', 'src') === '' ? '' : ' and uncommitted changes')
    )
  } catch {
    return 'unknown'
  }
}

const versionIn = (path: string): string => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8')).version

export const describeMachine = (postgres: string): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
  postgres,
  versions: {
    'adminjs-content-platforms': versionIn('package.json'),
    undici: versionIn('node_modules/undici/package.json'),
    'graphile-worker': versionIn('bench/node_modules/graphile-worker/package.json'),
    'pg-boss': versionIn('bench/node_modules/pg-boss/package.json'),
    'p-retry': versionIn('node_modules/p-retry/package.json'),
  },
  commit: commitOf(),
  at: new Date().toISOString(),
})
