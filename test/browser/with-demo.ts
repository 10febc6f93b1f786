import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type DemoProcess, runDemo } from '../support/demo-process.js'

/** The demo as people start it, on a data folder of its own, for the tests of one file. */
export const withDemo = (): { demo: DemoProcess; folder: string } => {
  const started = {} as { demo: DemoProcess; folder: string }
  beforeAll(async () => {
    started.folder = await mkdtemp(join(tmpdir(), 'browser-test-'))
    started.demo = await runDemo({ dataFolder: started.folder })
    await started.demo.printed('Demonstração no ar')
  })
  afterAll(async () => {
    started.demo.child.kill('SIGTERM')
    await started.demo.ended
    await rm(started.folder, { recursive: true, force: true })
  })
  return started
}
