import { openEngine, tell, tellMemory } from './open-engine.js'
import type { ProcessInput } from './soak-input.js'

/** A worker with its jobs in a process of its own. Drains on SIGTERM. */
const input: ProcessInput = JSON.parse(process.argv[2] ?? '')

const { dataSource, engine } = await openEngine(input)
await engine.start()
tellMemory()
tell({ kind: 'ready' })
let isEnding = false
process.on('SIGTERM', async () => {
  if (isEnding) return
  isEnding = true
  await engine.stop({ deadlineMs: 2_000 })
  await dataSource.destroy()
})
