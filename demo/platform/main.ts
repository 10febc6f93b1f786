// The demo content platform, a process of its own. PLATFORM_PORT: where it listens; PLATFORM_STATE: its JSON file.
import type { FromPlatform, ToPlatform } from './messages.js'
import { createPlatformServer } from './server.js'
import { openStore } from './store.js'

const port = Number(process.env.PLATFORM_PORT ?? 3001)
const store = await openStore(process.env.PLATFORM_STATE ?? '.data/platform.json')
const { server, introduce, close } = createPlatformServer(store)
const tell = (message: FromPlatform) => process.send?.(message)

const stop = async () => {
  await close()
  process.exit()
}

// A Ctrl-C reaches us too, but the worker that drains still needs us: whoever started us says when to stop.
process.on('SIGINT', () => process.connected || void stop())
process.on('SIGTERM', () => void stop())
process.on('disconnect', () => void stop())
process.on('message', (message: ToPlatform) => void introduce(message.integrations))

server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error
  tell({ kind: 'port-taken', port })
  process.exitCode = 1
  if (process.connected) process.disconnect()
})
server.listen(port, '127.0.0.1', () => {
  const address = server.address()
  tell({ kind: 'listening', port: typeof address === 'object' && address ? address.port : port })
})
