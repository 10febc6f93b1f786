// Compiles the soak and runs it in this process. See test/soak/main.ts.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BUILD = join(ROOT, 'build', 'soak')

const config = {
  extends: '../../tsconfig.json',
  compilerOptions: { noEmit: false, rootDir: '../..', outDir: '.' },
  files: ['main', 'worker', 'producer'].map((name) => `../../test/soak/${name}.ts`),
  include: [],
}
rmSync(BUILD, { recursive: true, force: true })
mkdirSync(BUILD, { recursive: true })
writeFileSync(join(BUILD, 'tsconfig.json'), JSON.stringify(config))
execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', BUILD], { stdio: 'inherit' })
await import(join(BUILD, 'test/soak/main.js'))
