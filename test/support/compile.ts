import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../..')
const BUILD = join(ROOT, 'build')

/** Scripts that were compiled below `build/`, where the package's dependencies are found. */
export interface Compiled {
  /** Path of the compiled script that was given under this name. */
  scriptOf(source: string): string
  remove(): Promise<void>
}

/** Compiles scripts, named from the repository's root and without `.ts`, with everything that they import. */
export const compileScripts = async (...sources: readonly string[]): Promise<Compiled> => {
  await mkdir(BUILD, { recursive: true })
  const folder = await mkdtemp(join(BUILD, 'worker-'))
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: { noEmit: false, rootDir: '../..', outDir: '.' },
    files: sources.map((source) => `../../${source}.ts`),
    include: [],
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder])
  return {
    scriptOf: (source) => join(folder, `${source}.js`),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
