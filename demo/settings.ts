import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartRefused } from './start-refused.js'

export interface DemoSettings {
  /** Folder of everything that must outlive a run: database, key, the platform's users. */
  dataFolder: string
  panelPort: number
  platformPort: number
  /** A PostgreSQL of the reader's own, instead of the embedded one. */
  databaseUrl: string | null
  reset: boolean
}

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** Reads `PORT`, `PLATFORM_PORT`, `DATABASE_URL`, `DEMO_DATA` and `--reset`; the only reader of the environment here. */
export const readSettings = (env: NodeJS.ProcessEnv, args: readonly string[]): DemoSettings => {
  const unknown = args.find((arg) => arg !== '--reset')
  if (unknown) throw new StartRefused(`Opção desconhecida: ${unknown}. Existe apenas --reset, que recomeça do zero.`)
  const settings = {
    dataFolder: env.DEMO_DATA ?? join(PROJECT, '.data'),
    panelPort: readPort('PORT', env.PORT, 3000),
    platformPort: readPort('PLATFORM_PORT', env.PLATFORM_PORT, 3001),
    databaseUrl: env.DATABASE_URL || null,
    reset: args.includes('--reset'),
  }
  if (settings.panelPort === settings.platformPort) {
    throw new StartRefused('PORT e PLATFORM_PORT são iguais: escolha duas portas diferentes.')
  }
  if (settings.reset && settings.databaseUrl) {
    throw new StartRefused(
      '--reset só recomeça o banco embutido. No banco de DATABASE_URL, apague você mesmo o esquema content_platforms.',
    )
  }
  return settings
}

const readPort = (name: string, value: string | undefined, fallback: number): number => {
  const port = value ? Number(value) : fallback
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new StartRefused(`${name} deve ser um número de porta, de 1 a 65535; veio "${value}".`)
}
