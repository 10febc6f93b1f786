// `npm start`: a provider with sample data, its panel and worker, and a content platform to watch.
import { openDataFolder } from './data-folder.js'
import { openDatabase, removeDatabase } from './database.js'
import { openEncryptionKey } from './encryption-key.js'
import { startPlatform, stopOrphanedPlatform } from './platform-process.js'
import { refuseTakenPort } from './ports.js'
import { startProvider } from './provider.js'
import { type DemoSettings, readSettings } from './settings.js'
import { createShutdown } from './shutdown.js'
import { listenToSignals, watchNpm } from './signals.js'
import { StartRefused } from './start-refused.js'
import { welcome } from './welcome.js'

const shutdown = createShutdown()
let abandonDatabase = () => {}

const start = async ({ dataFolder, panelPort, platformPort, databaseUrl, reset }: DemoSettings) => {
  const folder = await openDataFolder(dataFolder)
  shutdown.first('pasta de dados', folder.release)
  await stopOrphanedPlatform(dataFolder)
  await refuseTakenPort('PORT', panelPort)
  await refuseTakenPort('PLATFORM_PORT', platformPort)
  if (reset) {
    await removeDatabase(dataFolder)
    await folder.empty()
  }
  const database = databaseUrl ? null : await openDatabase(dataFolder)
  if (database) {
    shutdown.first('banco de dados', database.stop)
    abandonDatabase = database.abandon
  }
  if (database?.reused) console.log('O banco de dados de uma execução interrompida ainda estava no ar e foi retomado.')
  const platform = await startPlatform(dataFolder, platformPort)
  shutdown.first('plataforma de conteúdo', platform.stop)
  const provider = await startProvider({
    databaseUrl: databaseUrl ?? database?.url ?? '',
    dataFolder,
    encryptionKey: await openEncryptionKey(dataFolder),
    port: panelPort,
    platform,
  })
  shutdown.first('painel', provider.stopPanel)
  shutdown.first('entregas em andamento', provider.stopWorker)
  return welcome({ panelUrl: provider.url, platformUrl: platform.url })
}

const explain = (error: unknown) => {
  console.error(error instanceof StartRefused ? `\n${error.message}\n` : error)
  process.exitCode = 1
}

let isStopping = false
const started = Promise.resolve()
  .then(() => start(readSettings(process.env, process.argv.slice(2))))
  .then(
    (text) => isStopping || console.log(text),
    async (error: unknown) => {
      if (!isStopping) explain(error)
      await shutdown.now()
      if (!isStopping) process.exit()
    },
  )

const stop = async () => {
  isStopping = true
  console.log('\nEncerrando… (Ctrl-C de novo força)')
  await started
  await shutdown.now((name) => console.log(`  ${name}: ok`))
  console.log('Encerrado.')
  process.exit()
}

// A closed terminal takes its output along; what is left to do is to end in good order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
watchNpm(stop)
listenToSignals({
  stop,
  force: () => {
    abandonDatabase()
    process.exit(130)
  },
})
