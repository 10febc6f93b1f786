import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAskGateway } from '../../../src/gateways/ask-gateway.js'
import type { Gateway } from '../../../src/gateways/gateway.js'
import { outros } from '../../../src/gateways/outros.js'
import type { Job } from '../../../src/jobs/job.js'
import { claimDueJob, registerJobs } from '../../../src/jobs/lease.js'
import { runJob } from '../../../src/jobs/run-job.js'
import { keptBy } from '../../support/kept-by.js'
import { createProvider, type Provider } from '../../support/provider.js'

const SILENT = { info: () => {}, warn: () => {}, error: () => {} }
const TIMES = 5

let provider: Provider
beforeAll(async () => {
  provider = await createProvider()
})
afterAll(() => provider.drop())

it('jobs that ended leave nothing with the signal by which the process would stop them', async () => {
  const { dataSource } = provider
  const stopping = new AbortController()
  let runs = 0
  const job: Job = {
    name: 'test.job',
    schedule: { kind: 'every', intervalMs: 0 },
    run: async () => {
      runs += 1
      if (runs === 2) throw new Error('as jobs do')
      return {}
    },
  }
  await registerJobs(dataSource, { jobs: [job], timeZone: 'UTC' })
  while (runs < TIMES) {
    await dataSource.query('update content_platforms.job set due_at = now() where name = $1', [job.name])
    const lease = await claimDueJob(dataSource, { names: [job.name], token: randomUUID(), leaseMs: 5_000 })
    if (!lease) throw new Error('the job is not due')
    await runJob({
      ...{ dataSource, job, lease, leaseMs: 5_000, timeZone: 'UTC', logger: SILENT, stopping: stopping.signal },
    })
  }
  expect(keptBy(stopping.signal)).toBe(0)
})

it('platforms that were asked for their users leave nothing with the signal by which that would be broken off', async () => {
  const { id: integrationId } = await provider.integration()
  const stopping = new AbortController()
  let isDown = false
  const gateway: Gateway = {
    ...outros,
    listAccounts: async () => {
      if (isDown) throw new Error('no')
      return []
    },
  }
  const ask = createAskGateway({
    dataSource: provider.dataSource,
    secretBox: provider.content.domain.secretBox,
    gateways: new Map([[gateway.name, gateway]]),
    logger: SILENT,
    send: async () => {
      throw new Error('nothing is sent')
    },
    maskWords: (text) => text,
  })
  for (let times = 0; times < TIMES; times += 1)
    expect(await ask.listAccounts(integrationId, stopping.signal)).toEqual([])
  isDown = true
  await expect(ask.listAccounts(integrationId, stopping.signal)).rejects.toThrow('PLATFORM_ANSWER_INVALID')
  expect(keptBy(stopping.signal)).toBe(0)
})
