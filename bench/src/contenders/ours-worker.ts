import '../ours/load-sparingly.js'
import { fileURLToPath } from 'node:url'
import type { DataSource } from 'typeorm'
import { type ClaimTimes, watchClaims } from '../ours/claim-times.js'
import { HOST_OPTIONS } from '../ours/host-options.js'
import { load, loadInner } from '../ours/load.js'
import { openDataSource } from '../ours/open-data-source.js'
import { serve } from '../process/serve.js'
import type { Setting } from './contender.js'

const { readWorkerSettings } = (await loadInner('cli/probe-settings.js')) as {
  readWorkerSettings(input: { line: object; config: object; env: object }): { threads: number }
}
const { tuneHeap } = (await loadInner('cli/tune-heap.js')) as { tuneHeap(input: { threads: number }): void }
const { contentPlatformsWorker } = (await load(
  'adminjs-content-platforms/worker',
)) as typeof import('adminjs-content-platforms/worker')

let dataSource: DataSource
let worker: ReturnType<typeof contentPlatformsWorker>
let claims: ClaimTimes

/** As the command's default, unless another count is tried. */
const THREADS = Number(process.env.BENCH_THREADS ?? readWorkerSettings({ line: {}, config: {}, env: {} }).threads)
const CONFIG = fileURLToPath(new URL('ours-thread-config.js', import.meta.url))

/** The worker that a process without a panel runs. */
serve({
  async work({ databaseUrl, delivery = {}, threads = THREADS }: Setting) {
    dataSource = await openDataSource(databaseUrl, 10)
    claims = watchClaims(dataSource)
    tuneHeap({ threads }) // as its command does
    process.env.BENCH_DATABASE_URL = databaseUrl
    process.env.BENCH_DELIVERY = JSON.stringify(delivery)
    worker = contentPlatformsWorker({ ...HOST_OPTIONS, dataSource, delivery }, { threads, config: CONFIG })
    await worker.start()
  },
  claimTimes: () => claims.take(),
  drain: () => worker.stop(),
})
