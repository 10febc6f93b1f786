import { afterEach, describe, expect, it, vi } from 'vitest'
import { BackgroundJob } from '../../../src/entities/background-job.js'
import { createProvider, type Provider } from '../../support/provider.js'

let provider: Provider
afterEach(() => provider?.drop())

const jobs = () => provider.dataSource.manager.find(BackgroundJob, { order: { name: 'ASC' } })
const started = async () => (await jobs()).filter(({ lastStartedAt }) => lastStartedAt !== null)

describe('a started process', () => {
  it('BR-25: lets what has expired end by itself, as soon as that job is due', async () => {
    provider = await createProvider({ jobs: { pollMs: 20 } })
    const { subscriptionId } = await provider.linked()
    await provider.dataSource.query(
      `update content_platforms.package_subscription set expires_on = (now() at time zone 'America/Sao_Paulo')::date - 1`,
    )
    await provider.content.start()
    await vi.waitFor(async () => expect(await jobs()).not.toEqual([]))
    expect(await started()).toEqual([])
    expect(await provider.told(subscriptionId)).toEqual(['created'])
    await provider.dataSource.query(
      `update content_platforms.job set due_at = now() where name = 'subscription.expire'`,
    )
    await vi.waitFor(async () => expect(await provider.told(subscriptionId)).toEqual(['created', 'removed']), {
      timeout: 5_000,
    })
  })

  it('with its jobs switched off runs none and makes no rows', async () => {
    provider = await createProvider({ jobs: { enabled: false, pollMs: 10 } })
    await provider.content.start()
    await provider.content.stop({ deadlineMs: 1_000 })
    expect(await jobs()).toEqual([])
  })

  it('gives every job a name that people can read', async () => {
    provider = await createProvider({ jobs: { pollMs: 10 } })
    await provider.content.start()
    await vi.waitFor(async () => expect(await jobs()).not.toEqual([]))
    const { ptBR } = await import('../../../src/locale/pt-BR.js')
    const { en } = await import('../../../src/locale/en.js')
    for (const { name } of await jobs()) {
      for (const { resources } of [ptBR, en]) {
        expect(resources.BackgroundJob.labels.name?.[name], name).toBeTruthy()
        expect(resources.BackgroundJob.labels.description?.[name], name).toBeTruthy()
        expect(resources.MassBrake.labels.source?.[name], name).toBeTruthy()
      }
    }
  })
})

describe('recomputeAll', () => {
  it('corrects what a host wrote by raw SQL when the host asks for it, in its own name', async () => {
    provider = await createProvider()
    const { subscriptionId } = await provider.linked()
    await provider.dataSource.query(`update content_platforms.package_subscription set removed_at = now()`)
    expect(await provider.content.recomputeAll()).toEqual({ checked: 1, drifted: 1, corrected: 1 })
    expect(await provider.told(subscriptionId)).toEqual(['created', 'removed'])
    expect(await provider.audit('subscription.drift_corrected')).toMatchObject([
      { actor: 'host', recordId: String(subscriptionId), before: { state: 'active' } },
    ])
    expect(await provider.content.recomputeAll()).toEqual({ checked: 1, drifted: 0, corrected: 0 })
  })
})
