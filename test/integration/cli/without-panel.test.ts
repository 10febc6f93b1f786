import { cp, mkdir, readFile, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { generateEncryptionKey } from '../../../src/secrets/encryption-keys.js'
import { folderWith, runCommand, startCommand, tidyCommands } from '../../support/command.js'
import { createProvider } from '../../support/provider.js'
import { startReceiver } from '../../support/receiver.js'

const ROOT = join(import.meta.dirname, '../../..')
const PANEL_ONLY = ['express-session', 'connect-pg-simple', 'busboy']

afterEach(tidyCommands)

/** The package as npm installs it, with only these packages beside it. */
const install = async (packages: readonly string[]): Promise<{ folder: string; script: string }> => {
  const folder = await folderWith({})
  const modules = join(folder, 'node_modules')
  const own = join(modules, 'adminjs-content-platforms')
  await mkdir(own, { recursive: true })
  await cp(join(ROOT, 'dist'), join(own, 'dist'), { recursive: true })
  await cp(join(ROOT, 'package.json'), join(own, 'package.json'))
  for (const name of packages) {
    await mkdir(dirname(join(modules, name)), { recursive: true })
    await symlink(join(ROOT, 'node_modules', name), join(modules, name))
  }
  return { folder, script: join(own, 'dist/cli/main.js') }
}
const dependencies = async (): Promise<string[]> =>
  Object.keys(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')).dependencies).filter(
    (name) => !PANEL_ONLY.includes(name),
  )

it('the worker runs where AdminJS, Express and what only the panel uses are not installed', async () => {
  const key = generateEncryptionKey()
  const provider = await createProvider({ encryptionKey: key })
  const receiver = await startReceiver()
  try {
    await provider.linked({ integration: { url: receiver.url } })
    const { folder, script } = await install([...(await dependencies()), 'typeorm', 'pg'])
    const endpoints = {
      allowHttp: true,
      allowedPorts: 'any',
      allowedHosts: ['127.0.0.1'],
      allowedCidrs: ['127.0.0.0/8'],
    }
    const own = await folderWith({
      'content-platforms.config.mjs': `
        import { contentPlatformsWorker } from '${join(folder, 'node_modules/adminjs-content-platforms/dist/worker.js')}'
        if (typeof contentPlatformsWorker !== 'function') throw new Error('no worker')
        export default { endpoints: ${JSON.stringify(endpoints)} }`,
    })
    const env = { DATABASE_URL: provider.url, CONTENT_PLATFORMS_ENCRYPTION_KEY: key }
    const worker = startCommand({ args: ['worker', '--health-port', '0'], env, folder: own, script })
    const { ports } = (await worker.logged('worker.started')) as { ports: number[] }
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1), { timeout: 5_000 })
    expect((await fetch(`http://127.0.0.1:${ports[0]}/health/ready`)).status).toBe(200)
    worker.signal('SIGTERM')
    expect((await worker.ended).code).toBe(0)
  } finally {
    await provider.drop()
    await receiver.close()
  }
})

it('without TypeORM it says what to install', async () => {
  const { script } = await install(await dependencies())
  const { code, stderr } = await runCommand({ args: ['worker'], script })
  expect([code, stderr]).toEqual([3, 'adminjs-content-platforms: typeorm is not installed. Run: npm install typeorm\n'])
})
