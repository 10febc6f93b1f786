import type { ContenderCommands, Setting } from './contenders/contender.js'
import type { Contender } from './contenders/list.js'
import { openServer, type Server } from './database/server.js'
import { type Child, startChild } from './process/start-child.js'
import type { SinkCommands } from './sink/main.js'

export interface Size {
  /** Interleaved runs of each contender. */
  runs: number
  /** 1, or less for a quick look: all counts are multiplied by it. */
  scale: number
  /** Keys of the contenders to run; all of them without it. */
  only?: readonly string[]
}

export interface World {
  lanes: number
  /** Ours only; 10 unless given. */
  packages?: number
  delivery?: Record<string, number>
  threads?: number
}

/** What every workload works with. */
export interface Bench extends Size {
  server: Server
  sink: Child<SinkCommands>
  sinkUrl: string
  say(line: string): void
  /** A database as the contender's `prepare` leaves it, for one run. */
  database(contender: Contender, world: World): Promise<Setting>
  close(): Promise<void>
}

export const openBench = async (size: Size): Promise<Bench> => {
  const server = await openServer()
  const sink = startChild<SinkCommands>('sink/main.js')
  const { url: sinkUrl } = await sink.call('listen', undefined).catch(async (error) => {
    await server.stop()
    throw error
  })
  const templates = new Map<string, Promise<string>>()
  let runs = 0

  const makeTemplate = async (contender: Contender, setting: Omit<Setting, 'databaseUrl'>) => {
    const name = `content_platforms_bench_template_${templates.size}`
    const databaseUrl = await server.create({ name })
    const child = startChild<ContenderCommands>(contender.script)
    try {
      await child.call('prepare', { ...setting, databaseUrl })
    } finally {
      await child.end()
    }
    return name
  }
  return {
    ...size,
    server,
    sink,
    sinkUrl,
    say: (line) => process.stderr.write(`${line}\n`),
    async database(contender, { lanes, packages = 10, delivery = {}, threads }) {
      const setting = { sinkUrl, lanes, packages, delivery, threads, variant: contender.variant }
      const key = JSON.stringify([contender.script, contender.variant, lanes, packages])
      const template = templates.get(key) ?? makeTemplate(contender, setting)
      templates.set(key, template)
      runs += 1
      const databaseUrl = await server.create({ name: `content_platforms_bench_${runs}`, template: await template })
      return { ...setting, databaseUrl }
    },
    async close() {
      await sink.end()
      await server.stop()
    },
  }
}
