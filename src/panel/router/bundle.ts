import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import AdminJS from 'adminjs'
import { componentsBundler, generateUserComponentEntry } from 'adminjs/bundler'

const BUNDLE_FILE = 'components.bundle.js'
const MANIFEST_FILE = 'components.bundle.json'

/** Where the package's build leaves the bundle of its own components. */
const SHIPPED_BUNDLE_DIR = fileURLToPath(new URL('../../panel-bundle', import.meta.url))

/** What a bundle was made of. Paths are relative to its directory, so that an installed package can be moved. */
interface Manifest {
  adminjs: string
  entry: string
  bundle: string
  files: Record<string, string>
}

const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

const hashOfFile = async (file: string): Promise<string | null> => readFile(file).then(hashOf, () => null)

const isFresh = async (admin: AdminJS, directory: string): Promise<boolean> => {
  const text = await readFile(join(directory, MANIFEST_FILE), 'utf8').catch(() => null)
  if (text === null) return false
  const manifest = JSON.parse(text) as Manifest
  if (manifest.adminjs !== AdminJS.VERSION || manifest.entry !== hashOf(generateUserComponentEntry(admin, directory)))
    return false
  const recorded = [...Object.entries(manifest.files), [BUNDLE_FILE, manifest.bundle] as const]
  const unchanged = await Promise.all(
    recorded.map(async ([file, hash]) => (await hashOfFile(join(directory, file))) === hash),
  )
  return unchanged.every(Boolean)
}

/** Notes which files a bundle was made of; those of other packages change with their versions only. */
const recordModules = (files: Set<string>) => ({
  name: 'record-modules',
  moduleParsed: ({ id }: { id: string }) => {
    if (isAbsolute(id)) files.add(id)
  },
})

// AdminJS's bundler is one object per process, so builds wait for each other.
let lastBuild: Promise<unknown> = Promise.resolve()

const build = async (admin: AdminJS, directory: string): Promise<void> => {
  await mkdir(directory, { recursive: true })
  const target = join(directory, BUNDLE_FILE)
  const manifestFile = join(directory, MANIFEST_FILE)
  await Promise.all([target, manifestFile].map((file) => rm(file, { force: true })))
  // Names of our own until all is written: other processes may build in the same directory at the same time.
  const work = join(directory, `work-${randomUUID()}`)
  const entryFile = `${work}.entry.js`
  const outputFile = `${work}.bundle.js`
  const entry = generateUserComponentEntry(admin, directory)
  const modules = new Set<string>()
  const { input, plugins } = componentsBundler.inputOptions
  const { file } = componentsBundler.outputOptions
  try {
    await writeFile(entryFile, entry)
    componentsBundler.setInputOption('input', entryFile)
    componentsBundler.setInputOption('plugins', [...plugins, recordModules(modules)])
    componentsBundler.setOutputOption('file', outputFile)
    await componentsBundler.build()
    modules.delete(entryFile)
    const paths = [...modules].map((path) => relative(directory, path)).filter((path) => !path.includes('node_modules'))
    const hashes = await Promise.all(
      paths.map(async (path) => [path, await hashOfFile(join(directory, path))] as const),
    )
    const manifest: Manifest = {
      adminjs: AdminJS.VERSION,
      entry: hashOf(entry),
      bundle: hashOf(await readFile(outputFile)),
      files: Object.fromEntries(hashes.map(([path, hash]) => [path, hash ?? ''])),
    }
    await rename(outputFile, target)
    await writeFile(`${work}.json`, JSON.stringify(manifest))
    await rename(`${work}.json`, manifestFile)
  } finally {
    componentsBundler.setInputOption('input', input)
    componentsBundler.setInputOption('plugins', plugins)
    componentsBundler.setOutputOption('file', file)
    await Promise.all([entryFile, outputFile, `${work}.json`].map((path) => rm(path, { force: true })))
  }
}

/**
 * The path of a bundle of the admin's components in `directory`, by default the package's own place: the one that is there if it was made of the same files,
 * else a new one. A stale bundle is deleted first, so that a failing build can't leave it in service.
 */
export const bundlePanel = (admin: AdminJS, directory: string = SHIPPED_BUNDLE_DIR): Promise<string> => {
  const absolute = resolve(directory)
  const next = lastBuild.then(async () => {
    if (!(await isFresh(admin, absolute))) await build(admin, absolute)
    return join(absolute, BUNDLE_FILE)
  })
  lastBuild = next.catch(() => undefined)
  return next
}

// AdminJS's own place, where the working directory may be written to.
const DEFAULT_BUNDLE_DIR = '.adminjs'

const writableDirectory = async (): Promise<string> => {
  try {
    await mkdir(DEFAULT_BUNDLE_DIR, { recursive: true })
    await access(DEFAULT_BUNDLE_DIR, constants.W_OK)
    return DEFAULT_BUNDLE_DIR
  } catch {
    // A new directory of ours alone: in a shared one somebody else could leave the script that we serve.
    return mkdtemp(join(tmpdir(), 'content-platforms-panel-'))
  }
}

/** The bundle to serve: the shipped one where it fits the admin's components, else one made in `directory`. */
export const resolveBundle = async (admin: AdminJS, directory?: string): Promise<string> => {
  if (await isFresh(admin, SHIPPED_BUNDLE_DIR)) return join(SHIPPED_BUNDLE_DIR, BUNDLE_FILE)
  return bundlePanel(admin, directory ?? (await writableDirectory()))
}
