import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { report } from './report.js'
import { runSoak } from './run.js'

/** `npm run test:soak`: for `SOAK_MINUTES` (10), with the dice of `SOAK_SEED` (printed). Exits with 1 on a broken promise. */
const minutes = Number(process.env.SOAK_MINUTES ?? 10)
const seed = Number(process.env.SOAK_SEED ?? randomInt(1_000_000))
if (!(minutes > 0) || !Number.isInteger(seed)) throw new TypeError('SOAK_MINUTES or SOAK_SEED is not a number')

process.stdout.write(`soak of ${minutes} min, SOAK_SEED=${seed}\n`)
const result = await runSoak({
  seed,
  forMs: minutes * 60_000,
  workers: 4,
  producers: 2,
  services: 200,
  keepMs: 60_000,
  floodEvents: Math.min(100_000, Math.round(minutes * 10_000)),
  scripts: { worker: join(import.meta.dirname, 'worker.js'), producer: join(import.meta.dirname, 'producer.js') },
})
process.stdout.write(report(result))
process.exitCode = result.broken.length === 0 ? 0 : 1
