// Builds the package into dist/ and the demo into build/demo/. With --if-stale: only when a source is newer.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STAMP = join(ROOT, 'build', '.stamp')

const newest = (path) => {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((entry) => newest(join(path, entry))))
}

const isFresh = () => {
  const built = statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const sources = ['src', 'demo', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.build.json']
  return sources.every((source) => newest(join(ROOT, source)) < built)
}

const compile = (project) => {
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  execFileSync(process.execPath, [compiler, '-p', project], { cwd: ROOT, stdio: 'inherit' })
}

const build = () => {
  for (const output of ['dist', 'build/demo', 'build/.stamp'])
    rmSync(join(ROOT, output), { recursive: true, force: true })
  compile('tsconfig.build.json')
  chmodSync(join(ROOT, 'dist/cli/main.js'), 0o755) // npm does so for those who install it, not for us
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'bundle.mjs')], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  // After the package: the demo imports it by its own name, as any integrator does, and so sees only its exports.
  compile('demo')
  cpSync(join(ROOT, 'demo/platform/page'), join(ROOT, 'build/demo/platform/page'), { recursive: true })
  mkdirSync(join(ROOT, 'build'), { recursive: true })
  writeFileSync(STAMP, '')
}

if (!process.argv.includes('--if-stale') || !isFresh()) {
  try {
    build()
  } catch {
    process.exitCode = 1
  }
}
