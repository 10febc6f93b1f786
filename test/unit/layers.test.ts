import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url))

interface Layer {
  /** Other folders, or files and folders within them, whose code it may import; `errors.ts` is open to all. */
  mayUse: string[]
  /** npm packages it may import; a name also allows its subpaths. */
  packages: string[]
}

const ADMINJS = ['adminjs', '@adminjs/design-system', '@adminjs/express', '@adminjs/typeorm']

/** The arrows of the five verbs. A new folder in `src/` needs a row here. */
const LAYERS: Record<string, Layer> = {
  entities: { mayUse: [], packages: ['typeorm'] },
  database: { mayUse: [], packages: ['pg'] },
  migrations: { mayUse: [], packages: ['typeorm'] },
  alerts: { mayUse: ['entities', 'follow-signals'], packages: ['typeorm'] },
  events: { mayUse: ['entities'], packages: ['liquidjs', 'zod'] },
  gateways: {
    mayUse: [
      'database',
      'domain',
      'entities',
      'events',
      'follow-signals',
      'once-per',
      'secrets',
      'webhooks/delivery-contract',
    ],
    packages: ['typeorm', 'zod'],
  },
  homologation: {
    mayUse: ['domain', 'entities', 'events', 'gateways', 'secrets', 'webhooks'],
    packages: ['typeorm'],
  },
  secrets: { mayUse: [], packages: [] },
  domain: {
    mayUse: ['database', 'entities', 'events/catalogue', 'events/event-types', 'events/hubsoft-body', 'secrets'],
    packages: ['typeorm', 'zod', 'validation-br'],
  },
  webhooks: {
    mayUse: [
      'database',
      'entities/delivery-attempt',
      'entities/delivery-lane',
      'entities/integration',
      'entities/platform-account',
      'entities/schema',
      'entities/signing-secret',
      'entities/webhook-event',
      'events',
      'follow-signals',
      'once-per',
    ],
    packages: ['typeorm', 'undici', 'p-retry', 'zod', 'pg'],
  },
  hooks: {
    mayUse: [
      'database',
      'domain',
      'entities',
      'events',
      'webhooks/outbox',
      'webhooks/event-id',
      'webhooks/delivery-contract',
    ],
    packages: ['typeorm'],
  },
  jobs: {
    mayUse: ['alerts', 'domain', 'entities', 'events', 'follow-signals', 'hooks', 'webhooks'],
    packages: ['typeorm'],
  },
  metrics: {
    mayUse: ['entities/alert', 'jobs/job-observer', 'webhooks', 'within'],
    packages: ['prom-client', 'typeorm'],
  },
  api: {
    mayUse: ['database', 'migrations', 'webhooks/delivery-observer', 'webhooks/slots', 'within'],
    packages: ['express', 'prom-client', 'typeorm'],
  },
  threads: {
    mayUse: [
      'api',
      'deliverer',
      'metrics',
      'options',
      'webhooks/delivery-observer',
      'webhooks/dispatcher-options',
      'within',
    ],
    packages: [],
  },
  cli: {
    mayUse: [
      'api',
      'database',
      'deliver-in-thread',
      'domain/integrations',
      'entities',
      'gateways/registry',
      'loggable-error',
      'metrics',
      'migrations',
      'options',
      'secrets',
      'threads',
      'worker',
    ],
    packages: ['prom-client', 'typeorm', 'zod'],
  },
  locale: { mayUse: ['entities', 'events'], packages: ['adminjs'] },
  components: {
    mayUse: ['locale', 'domain/catalogue/split-price'],
    packages: [
      'adminjs',
      '@adminjs/design-system',
      'react',
      'react-redux',
      'react-router',
      'react-router-dom',
      'styled-components',
    ],
  },
  panel: {
    mayUse: ['components/style/palette', 'domain', 'entities', 'locale', 'loggable-error'],
    packages: [...ADMINJS, 'express', 'express-session', 'connect-pg-simple', 'busboy', 'pg', 'typeorm'],
  },
  actions: {
    mayUse: [
      'domain',
      'entities',
      'panel',
      'locale',
      'webhooks',
      'components/alerts/alert-data',
      'components/dashboard/dashboard-data',
      'components/deliveries/delivery-data',
      'components/history/history-data',
      'components/privacy/anonymization-data',
      'components/integrations/integration-data',
      'components/reconciliation/reconciliation-data',
      'components/services/service-data',
    ],
    packages: ['adminjs', 'typeorm', 'zod'],
  },
  resources: {
    mayUse: ['actions', 'components', 'domain', 'entities', 'panel', 'locale'],
    packages: ['adminjs', 'typeorm'],
  },
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file))
const IMPORT = /^(?:import|export)\b[^;'"`]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm

const isLoaded = (statement: string) => !/^(?:import|export) type\b/.test(statement)

const importsOf = (file: string, counts = (_statement: string) => true) =>
  [...readFileSync(join(SOURCE, file), 'utf8').matchAll(IMPORT)]
    .filter(([statement]) => counts(statement))
    .map(([, from, bare, lazy]) => from ?? bare ?? lazy ?? '')

const isWithin = (name: string, allowed: string) => name === allowed || name.startsWith(`${allowed}/`)

const breachesOf = (file: string): string[] => {
  const folder = file.split('/')[0] ?? ''
  const layer = LAYERS[folder]
  if (!layer) return [`${folder}/ has no row in the table of layers`]
  return importsOf(file).filter((specifier) => {
    if (specifier.startsWith('node:')) return false
    if (!specifier.startsWith('.')) return !layer.packages.some((name) => isWithin(specifier, name))
    const target = relative(SOURCE, join(SOURCE, dirname(file), specifier)).replace(/\.jsx?$/, '')
    return ![folder, 'errors', ...layer.mayUse].some((allowed) => isWithin(target, allowed))
  })
}

describe('the arrows between the folders of src/', () => {
  it.each(files.filter((file) => file.includes('/')))('%s imports only what its layer may use', (file) => {
    expect(breachesOf(file)).toEqual([])
  })

  it('a thread that delivers loads neither TypeORM nor schemas: they take more memory than all else in it', () => {
    const loaded = new Set(['cli/delivery-thread.ts'])
    const packages = new Set<string>()
    for (const file of loaded) {
      for (const specifier of importsOf(file, isLoaded)) {
        if (specifier.startsWith('.')) loaded.add(join(dirname(file), specifier).replace(/\.js$/, '.ts'))
        else if (!specifier.startsWith('node:')) packages.add(specifier)
      }
    }
    expect([...packages].sort()).toEqual(['liquidjs', 'p-retry', 'pg', 'prom-client', 'undici'])
  })

  it('nothing imports plugin.ts but index.ts', () => {
    const importers = files.filter((file) => importsOf(file).some((specifier) => /\/plugin\.js$/.test(specifier)))
    expect(importers.filter((file) => file !== 'index.ts')).toEqual([])
  })
})
