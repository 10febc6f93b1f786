import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPlatformServer, type PlatformServer } from '../../../demo/platform/server.js'
import { openStore } from '../../../demo/platform/store.js'
import type { createView } from '../../../demo/platform/view.js'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

let folder: string
let platform: PlatformServer
let origin: string

const open = async () => {
  platform = createPlatformServer(await openStore(join(folder, 'platform.json')))
  platform.server.listen(0, '127.0.0.1')
  await once(platform.server, 'listening')
  const address = platform.server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  await platform.introduce([{ slug: 'cinevale', name: 'CineVale', secret: SECRET }])
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'platform-test-'))
  await open()
})

afterEach(async () => {
  await platform.close()
  await rm(folder, { recursive: true, force: true })
})

const post = (path: string, value: unknown, headers: Record<string, string> = {}) =>
  fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(value) })

interface Delivery {
  kind?: string
  sequence?: number
  id?: string
  secret?: string
  slug?: string
  subscription?: Record<string, unknown>
}

const deliver = async ({ kind = 'created', sequence = 1, id = `msg_${kind}_${sequence}`, ...rest }: Delivery = {}) => {
  const { secret = SECRET, slug = 'cinevale', subscription } = rest
  const now = new Date()
  const body = JSON.stringify({
    type: `content.subscription.${kind}`,
    timestamp: now.toISOString(),
    data: {
      subscription: { id: 70, sequence, ...subscription },
      account: { id: 9 },
      package: { name: 'CineVale Família' },
      customer: { name: 'Ana Moraes', email: 'ana.moraes@example.com' },
    },
  })
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  }
  const response = await fetch(`${origin}/hooks/${slug}`, { method: 'POST', headers, body })
  return { status: response.status, answer: await response.json() }
}

const view = async (): Promise<ReturnType<typeof createView>> => {
  const response = await fetch(`${origin}/live`)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.endsWith('\n\n') || !text.includes('data: ')) text += (await reader?.read())?.value ?? ''
  await reader?.cancel()
  return JSON.parse(text.slice(text.indexOf('data: ') + 6))
}
const shown = async (slug = 'cinevale') => {
  const found = (await view()).integrations.find((integration) => integration.slug === slug)
  if (!found) throw new Error(`${slug} is not shown`)
  return found
}

describe('the demo platform', () => {
  it('makes a user on creation and answers with its id and login', async () => {
    const { status, answer } = await deliver()

    expect(status).toBe(200)
    expect(answer).toEqual({ success: true, user_id: expect.stringMatching(/^usr_/), login: 'ana.moraes' })
    const { users, received } = await shown()
    expect(users).toMatchObject([{ id: answer.user_id, name: 'Ana Moraes', state: 'active', lastSequence: 1 }])
    expect(received).toMatchObject([{ signature: 'valid', sequence: 1, outcome: 'applied', status: 200 }])
  })

  it.each([
    { kinds: ['created', 'suspended'], state: 'suspended' },
    { kinds: ['created', 'suspended', 'resumed'], state: 'active' },
    { kinds: ['created', 'removed'], state: 'removed' },
    { kinds: ['created', 'removed', 'created'], state: 'active' },
  ])('shows a user as $state after $kinds', async ({ kinds, state }) => {
    for (const [index, kind] of kinds.entries()) await deliver({ kind, sequence: index + 1 })

    const { users, counts } = await shown()
    expect(users).toMatchObject([{ state, packages: [{ name: 'CineVale Família', state }] }])
    expect(counts).toEqual({ active: 0, suspended: 0, removed: 0, [state]: 1 })
  })

  it.each([
    { kinds: ['created', 'changed'], told: { state: 'active' }, state: 'active' },
    { kinds: ['created', 'expiring'], told: { state: 'active' }, state: 'active' },
    { kinds: ['snapshot'], told: { state: 'suspended' }, state: 'suspended' },
    { kinds: ['created', 'snapshot'], told: { state: 'absent' }, state: 'removed' },
  ])('shows a user as $state after $kinds that says $told', async ({ kinds, told, state }) => {
    for (const [index, kind] of kinds.entries()) await deliver({ kind, sequence: index + 1, subscription: told })
    expect((await shown()).users).toMatchObject([{ state }])
  })

  it('goes on with a package under its new id once it is relinked', async () => {
    await deliver()
    await deliver({ kind: 'relinked', sequence: 2, subscription: { id: 71, previousId: 70, state: 'active' } })
    await deliver({ kind: 'suspended', sequence: 3, subscription: { id: 71 } })
    expect((await shown()).users).toMatchObject([{ packages: [{ name: 'CineVale Família', state: 'suspended' }] }])
  })

  it('refuses a signature of another secret and changes nothing', async () => {
    expect((await deliver({ secret: OTHER_SECRET })).status).toBe(401)

    const { users, received } = await shown()
    expect(users).toEqual([])
    expect(received).toMatchObject([{ signature: 'invalid', status: 401 }])
  })

  it('answers a second copy of a webhook like the first and changes nothing', async () => {
    const first = await deliver({ id: 'msg_a' })
    await deliver({ kind: 'suspended', sequence: 2 })
    const second = await deliver({ id: 'msg_a' })

    expect(second).toEqual(first)
    const { users, received } = await shown()
    expect(users).toMatchObject([{ state: 'suspended' }])
    expect(received[0]).toMatchObject({ outcome: 'repeated' })
  })

  it('drops a sequence that is not newer than the last one', async () => {
    await deliver()
    await deliver({ kind: 'removed', sequence: 3 })

    expect((await deliver({ kind: 'suspended', sequence: 2 })).status).toBe(200)
    const { users, received } = await shown()
    expect(users).toMatchObject([{ state: 'removed', lastSequence: 3 }])
    expect(received[0]).toMatchObject({ outcome: 'outdated' })
  })

  it('fails the next N with 500, then works', async () => {
    await post('/integrations/cinevale/switches', { failNext: 2, delaySeconds: 0, refuse: false })

    const statuses = [await deliver(), await deliver(), await deliver()].map(({ status }) => status)
    expect(statuses).toEqual([500, 500, 200])
    expect((await shown()).users).toHaveLength(1)
  })

  it('answers 200 with success: false when switched so, and holds no user', async () => {
    await post('/integrations/cinevale/switches', { failNext: 0, delaySeconds: 0, refuse: true })

    expect(await deliver()).toMatchObject({ status: 200, answer: { success: false, message: expect.any(String) } })
    expect((await shown()).users).toEqual([])
  })

  it('slow: applies at once and answers after the delay', async () => {
    await post('/integrations/cinevale/switches', { failNext: 0, delaySeconds: 0.4, refuse: false })
    const startedAt = performance.now()
    const delivery = deliver()

    await vi.waitFor(async () => expect((await shown()).users).toHaveLength(1), { interval: 10 })
    await delivery
    expect(performance.now() - startedAt).toBeGreaterThan(390)
  })

  it('gives an integration made by hand an address, and verifies once its secret is pasted', async () => {
    const { slug } = await (await post('/integrations', { name: 'Minha Plataforma' })).json()
    const before = await deliver({ slug, secret: OTHER_SECRET })
    const pasted = await post(`/integrations/${slug}/secret`, { secret: `  ${OTHER_SECRET} ` })
    const after = await deliver({ slug, secret: OTHER_SECRET })

    expect(slug).toBe('minha-plataforma')
    expect(before.status).toBe(401)
    expect(pasted.status).toBe(200)
    expect(after.status).toBe(200)
    const { url, received } = await shown(slug)
    expect(url).toBe(`${origin}/hooks/minha-plataforma`)
    expect(received.map(({ signature }) => signature)).toEqual(['valid', 'no-secret'])
  })

  it.each(['', 'abc', 'whsec_', 'whsec_%%%'])('refuses %j as a secret', async (secret) => {
    expect((await post('/integrations/cinevale/secret', { secret })).status).toBe(422)
    expect((await deliver()).status).toBe(200)
  })

  it('never shows a secret', async () => {
    expect(JSON.stringify(await view())).not.toContain(SECRET)
  })

  it('keeps its users and settings over a restart', async () => {
    await deliver()
    await post('/integrations', { name: 'À mão' })
    await platform.close()
    await open()

    expect((await shown()).users).toMatchObject([{ name: 'Ana Moraes' }])
    expect((await view()).integrations.map(({ slug }) => slug)).toEqual(['cinevale', 'a-mao'])
    expect((await deliver()).answer.login).toBe('ana.moraes')
  })

  it.each([
    { headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
    { headers: { 'sec-fetch-site': 'same-origin' }, status: 200 },
  ])('answers $status to its own settings asked with $headers', async ({ headers, status }) => {
    expect((await post('/integrations', { name: 'Outra' }, headers)).status).toBe(status)
  })

  it.each(['/', '/page.css', '/page.js', '/rows.js', '/element.js'])('serves %s', async (path) => {
    expect((await fetch(origin + path)).status).toBe(200)
  })

  it.each(['/nothing', '/hooks/unknown'])('answers 404 to %s', async (path) => {
    expect((await post(path, {})).status).toBe(404)
  })

  it('answers garbage with 400, whoever signed it', async () => {
    expect((await post('/integrations', undefined)).status).toBe(400)
    expect((await fetch(`${origin}/hooks/cinevale`, { method: 'POST', body: '{' })).status).toBe(401)
  })
})
