// Everything that can be said of the code without a database: format and lint, types, layers and units, unused code.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const STEPS = {
  'format and lint': ['biome', 'ci', '--error-on-warnings', '.'],
  types: ['tsc', '-p', '.'],
  // But those of the contenders, which only who runs it has installed.
  'types of the benchmark': ['tsc', '-p', 'bench/tsconfig.check.json'],
  'layers and units': ['vitest', 'run', '--project', 'unit'],
  'unused code': ['knip', '--no-progress'],
}

const runStep = (command) =>
  new Promise((resolve) => {
    const [name, ...args] = command
    const startedAt = Date.now()
    const child = spawn(join(ROOT, 'node_modules', '.bin', name), args, { cwd: ROOT })
    const output = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk))
    child.on('error', (error) => resolve({ passed: false, seconds: 0, output: String(error) }))
    child.on('close', (code) => {
      const seconds = (Date.now() - startedAt) / 1000
      resolve({ passed: code === 0, seconds, output: Buffer.concat(output).toString() })
    })
  })

const results = await Promise.all(
  Object.entries(STEPS).map(async ([step, command]) => {
    const result = await runStep(command)
    console.log(`${result.passed ? '✓' : '✗'} ${step} (${result.seconds.toFixed(1)} s)`)
    return { step, ...result }
  }),
)
const failed = results.filter((result) => !result.passed)
for (const { step, output } of failed) console.log(`\n--- ${step}\n${output}`)
process.exitCode = failed.length > 0 ? 1 : 0
