import { createServer, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RecordConfirmations } from '../../../src/webhooks/delivery-contract.js'
import type { ReceiverStep } from '../../support/receiver.js'
import { prepareFrom, QUICK, QUICK_DEADLINE_MS } from './requests.js'
import { createWorld, type World } from './world.js'

let world: World
const servers: Server[] = []
const sockets = new Set<Socket>()
beforeAll(async () => {
  world = await createWorld()
})
afterEach(async () => {
  await world.tidy()
  for (const socket of sockets) socket.destroy()
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})
afterAll(() => world.drop())

const record = async (url: string) => {
  const integrationId = await world.integration(url)
  const [event] = await world.record({ integrationId, accountIds: [await world.account(integrationId)] })
  if (!event) throw new Error('nothing recorded')
  return { ...event, integrationId }
}

// Longer than anything here takes: on a busy machine a second is no time.
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 8_000 })

/** Delivers one event to `url` until its lane stands at `attempts` failed attempts or is delivered. */
const untilAttempts = (event: { id: string }, attempts: number) =>
  vi.waitFor(async () => expect(await world.attempts(event.id)).toHaveLength(attempts), { timeout: 8_000 })

const once = { retryPolicy: { ...QUICK.retryPolicy, delaysMs: [3_600_000] } }

const attemptOnce = async (url: string) => {
  const event = await record(url)
  world.dispatcher(once).start()
  await untilAttempts(event, 1)
  const [attempt] = await world.attempts(event.id)
  return { event, attempt }
}

const answering = async (...steps: ReceiverStep[]) => {
  const receiver = await world.receiver()
  receiver.script(...steps)
  return receiver
}

/** A server that speaks no HTTP: what it does with a socket is up to the test. */
const rawServer = async (onSocket: (socket: Socket) => void): Promise<number> => {
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    onSocket(socket)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

describe('answers', () => {
  it('500 ×3 then 200: the same id each time, delivered at the fourth', async () => {
    const receiver = await answering(500, 500, 500)
    const event = await record(receiver.url)
    world.dispatcher().start()
    await until(async () => expect(await world.states(event.laneId)).toEqual(['delivered']))
    expect(receiver.requests.map(({ id }) => id)).toEqual(Array(4).fill(event.id))
    expect(receiver.requests.every(({ signatureOk }) => signatureOk)).toBe(true)
    expect((await world.attempts(event.id)).map(({ status }) => status)).toEqual([500, 500, 500, 200])
  })

  it.each([200, 201, 202, 204, 299])('%d is success', async (status) => {
    const receiver = await answering(status)
    const { attempt } = await attemptOnce(receiver.url)
    expect(attempt).toMatchObject({ outcome: 'accepted', status })
  })

  it.each([300, 400, 404, 418, 500, 503, 600, 999])('%d is failure, tried again by the schedule', async (status) => {
    const receiver = await answering(status)
    const { event, attempt } = await attemptOnce(receiver.url)
    expect(attempt).toMatchObject({ outcome: 'refused', status })
    expect(await world.lane(event.laneId)).toMatchObject({ head_sequence: 1, attempts: 1, parked_at: null })
  })

  it.each([301, 302, 303, 307, 308])('BR-06: %d to 127.0.0.1 is a failure and is not followed', async (status) => {
    const target = await world.receiver()
    const receiver = await answering({ status, headers: { location: target.url } })
    const { attempt } = await attemptOnce(receiver.url)
    expect(attempt).toMatchObject({ outcome: 'refused', status })
    expect(target.requests).toEqual([])
  })

  it('BR-06: a redirect is a failure even where the success rule would take it', async () => {
    const receiver = await answering({ status: 302, headers: { location: '/' } })
    const event = await record(receiver.url)
    const prepare = prepareFrom(world.dataSource, { judge: () => ({ kind: 'accepted' }) })
    world.dispatcher({ ...once, prepare }).start()
    await untilAttempts(event, 1)
    expect(await world.states(event.laneId)).toEqual(['pending'])
  })

  it("BR-83: 200 that the success rule refuses is a failure, with the platform's words kept", async () => {
    const receiver = await answering({ status: 200, body: '{"success":false,"message":"Plano inválido"}' })
    const event = await record(receiver.url)
    const prepare = prepareFrom(world.dataSource, {
      judge: ({ body }) => ({ kind: 'refused', message: JSON.parse(body).message }),
    })
    world.dispatcher({ ...once, prepare }).start()
    await untilAttempts(event, 1)
    expect(await world.attempts(event.id)).toMatchObject([
      { outcome: 'refused', status: 200, message: 'Plano inválido' },
    ])
    expect(world.settled).toMatchObject([{ result: { kind: 'retrying', error: 'Plano inválido' } }])
  })

  it('a success rule that throws is a refusal that says so, not a lost attempt', async () => {
    const receiver = await answering({ status: 200, body: 'no json' })
    const event = await record(receiver.url)
    const prepare = prepareFrom(world.dataSource, { judge: ({ body }) => JSON.parse(body) })
    world.dispatcher({ ...once, prepare }).start()
    await untilAttempts(event, 1)
    expect(await world.attempts(event.id)).toMatchObject([
      { outcome: 'refused', message: expect.stringMatching(/^success rule: /) },
    ])
  })

  it('BR-74: what a success rule that throws quotes of an answer is masked, without NUL, and short', async () => {
    const body = `maria@example.com \0 ${'é'.repeat(2_000)}`
    const receiver = await answering({ status: 200, body })
    const event = await record(receiver.url)
    const judge = (answer: { body: string }) => {
      throw new Error(`no number: ${answer.body}`)
    }
    world.dispatcher({ ...once, prepare: prepareFrom(world.dataSource, { judge }) }).start()
    await untilAttempts(event, 1)
    const [attempt] = await world.attempts(event.id)
    expect(attempt).toMatchObject({
      message: expect.stringMatching(/^success rule: no number: m\*\*\*@e\*\*\* {2}é+$/),
    })
    expect(attempt?.message?.length).toBeLessThanOrEqual(1_000)
  })

  it('NUL and personal data in what the success rule reads from an answer do not keep the attempt from being settled', async () => {
    const receiver = await answering(400)
    const event = await record(receiver.url)
    const refuse = { kind: 'refused', message: 'maria@example.com \0 exists' } as const
    const accept = { kind: 'accepted', externalId: 'u\0-1', login: 'ma\0ria' } as const
    const prepare = prepareFrom(world.dataSource, { judge: ({ status }) => (status === 400 ? refuse : accept) })
    const recordConfirmations: RecordConfirmations = async (tx, [settled]) => {
      if (settled?.result.kind === 'delivered')
        await tx.query('update content_platforms.platform_account set external_id = $1, login = $2', [
          settled.result.externalId,
          settled.result.login,
        ])
    }
    world.dispatcher({ prepare, recordConfirmations }).start()
    await until(async () => expect(await world.states(event.laneId)).toEqual(['delivered']))
    expect((await world.attempts(event.id))[0]).toMatchObject({ message: 'm***@e***  exists' })
    const accounts = await world.dataSource.query('select external_id, login from content_platforms.platform_account')
    expect(accounts).toEqual([{ external_id: 'u-1', login: 'maria' }])
  })

  it('BR-74: an answer is kept as text, masked, without NUL, at most 8 KiB of it', async () => {
    const body = `joao@dominio.com 529.982.247-25 \0 {"senha":"x1"} ${'é'.repeat(20_000)}`
    const receiver = await answering({ status: 400, body })
    const { attempt } = await attemptOnce(receiver.url)
    expect(attempt?.response_masked).toMatch(/^j\*\*\*@d\*\*\* \*\*\*\.982\.247-\*\* {2}\{"senha":"\*\*\*"\} é+$/)
    expect(attempt?.response_masked?.length).toBeLessThanOrEqual(8 * 1024)
  })

  it('an answer in latin1 keeps its accents', async () => {
    const headers = { 'content-type': 'text/plain; charset=ISO-8859-1' }
    const receiver = await answering({ status: 400, headers, body: Buffer.from('inválido', 'latin1') })
    expect((await attemptOnce(receiver.url)).attempt?.response_masked).toBe('inválido')
  })
})

describe('410', () => {
  it('pauses the integration: nothing more is sent, also of what was claimed already', async () => {
    const receiver = await world.receiver()
    receiver.otherwise(410)
    const integrationId = await world.integration(receiver.url)
    const accountIds = await world.accounts(integrationId, 1)
    const [event] = await world.record({ integrationId, accountIds: Array(3).fill(accountIds[0]) })
    world.dispatcher().start()
    await untilAttempts({ id: event?.id ?? '' }, 1)
    await until(() => expect(world.log.map(({ message }) => message)).toContain('delivery.integration_gone'))
    const [integration] = await world.dataSource.query('select active from content_platforms.integration')
    expect(integration.active).toBe(false)

    const other = await record((await world.receiver()).url)
    await until(async () => expect(await world.states(other.laneId)).toEqual(['delivered']))
    expect(receiver.requests).toHaveLength(1)
    expect(await world.states(event?.laneId ?? 0)).toEqual(['pending', 'pending', 'pending'])
  })

  it('stops a lane of the same integration that is under way: its next event is not sent', async () => {
    const receiver = await world.receiver()
    const integrationId = await world.integration(receiver.url)
    const [gone, other] = (await world.accounts(integrationId, 2)) as [number, number]
    receiver.otherwise(async ({ account }, response) => {
      if (account === gone) return void response.writeHead(410).end()
      await until(() => expect(world.log.map(({ message }) => message)).toContain('delivery.integration_gone'))
      response.end()
    })
    const recorded = await world.record({ integrationId, accountIds: [gone, other, other] })
    world.dispatcher().start()
    const laneId = recorded[1]?.laneId ?? 0
    await until(async () => expect(await world.states(laneId)).toEqual(['delivered', 'pending']))
    await until(async () => expect(await world.lane(laneId)).toMatchObject({ lease_token: null }))
    expect(receiver.requests).toHaveLength(2)
  })

  it('on format other than standard, or where the success rule takes it, pauses nothing', async () => {
    const receiver = await answering(410, 410)
    const event = await record(receiver.url)
    const dispatcher = world.dispatcher({ prepare: prepareFrom(world.dataSource, { pausesOnGone: false }) })
    dispatcher.start()
    await until(async () => expect(await world.states(event.laneId)).toEqual(['delivered']))
    await dispatcher.stop({ deadlineMs: 1_000 })

    const gone = await answering(410)
    const removed = await record(gone.url)
    world.dispatcher({ prepare: prepareFrom(world.dataSource, { judge: () => ({ kind: 'accepted' }) }) }).start()
    await until(async () => expect(await world.states(removed.laneId)).toEqual(['delivered']))
    expect(await world.attempts(removed.id)).toMatchObject([{ outcome: 'accepted', status: 410 }])
    const paused = await world.dataSource.query('select id from content_platforms.integration where not active')
    expect(paused).toEqual([])
  })
})

describe('Retry-After', () => {
  const later = (ms: number) => new Date(Date.now() + ms).toUTCString()
  const waitAfter = async (status: number, headers: Record<string, string>) => {
    const receiver = await answering((_request, response) => {
      const retryAfter = headers['retry-after'] === 'in 2 minutes' ? { 'retry-after': later(120_000) } : {}
      response.writeHead(status, { ...headers, ...retryAfter }).end()
    })
    const event = await record(receiver.url)
    world.dispatcher({ retryPolicy: { ...QUICK.retryPolicy, delaysMs: [60_000] } }).start()
    await untilAttempts(event, 1)
    const [row] = await world.dataSource.query(
      `select round(extract(epoch from ready_at - (select started_at from content_platforms.delivery_attempt)))::int as s
       from content_platforms.delivery_lane where id = $1`,
      [event.laneId],
    )
    return row.s
  }

  it.each([
    ['429, seconds, later than planned', 429, { 'retry-after': '120' }, 120],
    ['503, seconds, later than planned', 503, { 'retry-after': '300' }, 300],
    ['429, a date, later than planned', 429, { 'retry-after': 'in 2 minutes' }, 120],
    [
      '429, a date by a clock that is a day off',
      429,
      { 'retry-after': 'Sat, 01 Jan 2000 00:05:00 GMT', date: 'Sat, 01 Jan 2000 00:00:00 GMT' },
      300,
    ],
    ['429, earlier than planned', 429, { 'retry-after': '5' }, 60],
    ['429, longer than 24 h', 429, { 'retry-after': '9999999' }, 86_400],
    ['429, garbage', 429, { 'retry-after': 'tomorrow' }, 60],
    ['429, none', 429, {}, 60],
    ['500, which may not ask', 500, { 'retry-after': '120' }, 60],
  ])('%s', async (_name, status, headers, seconds) => {
    const waited = await waitAfter(status, headers as Record<string, string>)
    expect(waited).toBeGreaterThanOrEqual(seconds - 1)
    expect(waited).toBeLessThanOrEqual(seconds + 1)
  })
})

describe('faults of the network', () => {
  it('connect refused', async () => {
    const port = await rawServer(() => {})
    await new Promise((resolve) => servers.pop()?.close(resolve))
    const { attempt } = await attemptOnce(`http://127.0.0.1:${port}/`)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'connection', status: null })
  })

  it('NXDOMAIN', async () => {
    const { attempt } = await attemptOnce('http://nobody.example.invalid/')
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'dns' })
  })

  it('DNS hangs: cut at the deadline', async () => {
    const event = await record('http://hanging.example.com/')
    world.dispatcher({ ...once, sender: world.sender({ resolve: () => {} }) }).start()
    await untilAttempts(event, 1)
    const [attempt] = await world.attempts(event.id)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'timeout' })
    expectCutAtDeadline(attempt?.duration_ms)
  })

  it('DNS hangs while the process stops: the stop does not wait for the connection', async () => {
    const event = await record('http://hanging.example.com/')
    let asked = false
    const resolve = () => {
      asked = true
    }
    const dispatcher = world.dispatcher({ sender: world.sender({ resolve, deadlineMs: 10_000 }), leaseMs: 20_000 })
    dispatcher.start()
    await until(() => expect(asked).toBe(true))
    const started = performance.now()
    await dispatcher.stop({ deadlineMs: 50 })
    expect(performance.now() - started).toBeLessThan(1_000)
    expect(await world.attempts(event.id)).toMatchObject([{ outcome: 'unreachable', error_class: 'interrupted' }])
  })

  it('https to a server that speaks no TLS', async () => {
    const port = await rawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const { attempt } = await attemptOnce(`https://127.0.0.1:${port}/`)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'tls' })
  })

  it('an answer that is no HTTP', async () => {
    const port = await rawServer((socket) => socket.end('220 smtp.example.com ESMTP\r\n'))
    const { attempt } = await attemptOnce(`http://127.0.0.1:${port}/`)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'connection' })
  })

  it.each(['timeout', 'drip'] as const)('%s: cut at the total deadline', async (step) => {
    const receiver = await answering(step)
    const { attempt } = await attemptOnce(receiver.url)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'timeout', status: null })
    expectCutAtDeadline(attempt?.duration_ms)
  })

  it('dripping headers: cut at the total deadline', async () => {
    const port = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const timer = setInterval(() => socket.write('x-a: b\r\n'), 20)
      socket.on('close', () => clearInterval(timer))
    })
    const { attempt } = await attemptOnce(`http://127.0.0.1:${port}/`)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'timeout' })
    expectCutAtDeadline(attempt?.duration_ms)
  })

  it('a connection that is accepted and never read from: cut at the total deadline', async () => {
    const port = await rawServer((socket) => socket.pause())
    const { attempt } = await attemptOnce(`http://127.0.0.1:${port}/`)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'timeout' })
  })

  it('endless body: cut at 64 KiB', async () => {
    const receiver = await answering('endless')
    const { attempt } = await attemptOnce(receiver.url)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'oversize' })
  })

  it('endless headers: cut', async () => {
    const port = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      socket.write(`x-a: ${'b'.repeat(200_000)}\r\n`)
    })
    const { attempt } = await attemptOnce(`http://127.0.0.1:${port}/`)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'oversize' })
  })

  it('gzip bomb: compression is not asked for, and what comes compressed all the same is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(64 * 1024)
    const receiver = await answering({ status: 500, headers: { 'content-encoding': 'gzip' }, body: bomb })
    const { attempt } = await attemptOnce(receiver.url)
    expect(receiver.requests[0]?.headers['accept-encoding']).toBe('identity')
    expect(attempt).toMatchObject({ outcome: 'refused', status: 500, response_masked: '' })
  })

  it('reset mid-request: one quick re-send, both are one attempt', async () => {
    const receiver = await answering('reset')
    const { event, attempt } = await attemptOnce(receiver.url)
    expect(receiver.requests.map(({ id }) => id)).toEqual([event.id, event.id])
    expect(attempt).toMatchObject({ number: 1, outcome: 'accepted', status: 200 })
  })

  it('reset twice: no third request within the attempt', async () => {
    const receiver = await answering('reset', 'reset', 'reset')
    const { attempt } = await attemptOnce(receiver.url)
    expect(receiver.requests).toHaveLength(2)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'connection' })
  })

  it('reset, then silence: the deadline covers both requests', async () => {
    const receiver = await answering(
      (_request, response) => void setTimeout(() => response.socket?.resetAndDestroy(), QUICK_DEADLINE_MS * 0.6),
      'timeout',
    )
    const { attempt } = await attemptOnce(receiver.url)
    expect(receiver.requests).toHaveLength(2)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'timeout' })
    expectCutAtDeadline(attempt?.duration_ms)
  })

  it('reset mid-response: not sent again within the attempt', async () => {
    const receiver = await answering('reset-answer')
    const { attempt } = await attemptOnce(receiver.url)
    expect(receiver.requests).toHaveLength(1)
    expect(attempt).toMatchObject({ outcome: 'unreachable', error_class: 'connection' })
  })
})

const expectCutAtDeadline = (durationMs: number | undefined) => {
  expect(durationMs).toBeGreaterThanOrEqual(QUICK_DEADLINE_MS - 20)
  expect(durationMs).toBeLessThan(QUICK_DEADLINE_MS + 400)
}

describe('the request', () => {
  it("carries the integration's headers beside ours, which can't be replaced", async () => {
    const receiver = await world.receiver()
    const event = await record(receiver.url)
    const prepare = prepareFrom(world.dataSource, {
      method: 'PUT',
      headers: { 'X-Token': 'abc', 'Content-Type': 'text/json' },
    })
    world.dispatcher({ prepare }).start()
    await untilAttempts(event, 1)
    expect(receiver.requests).toMatchObject([
      { method: 'PUT', headers: { 'x-token': 'abc', 'content-type': 'text/json', 'webhook-id': event.id } },
    ])
  })

  it.each([{ Host: 'other' }, { 'Webhook-Id': 'forged' }, { 'x-a': 'b\r\nc: d' }])(
    'is not sent at all with %j',
    async (headers) => {
      const receiver = await world.receiver()
      const event = await record(receiver.url)
      world.dispatcher({ ...once, prepare: prepareFrom(world.dataSource, { headers: headers as never }) }).start()
      await untilAttempts(event, 1)
      expect(receiver.requests).toEqual([])
      expect(await world.attempts(event.id)).toMatchObject([{ outcome: 'unsendable', error_class: 'headers' }])
    },
  )

  it.each([{ signingSecrets: [] }, { signingSecrets: ['whsec_short'] }])(
    'is never sent unsigned: %j',
    async (change) => {
      const receiver = await world.receiver()
      const event = await record(receiver.url)
      world.dispatcher({ ...once, prepare: prepareFrom(world.dataSource, change) }).start()
      await untilAttempts(event, 1)
      expect(receiver.requests).toEqual([])
      expect((await world.attempts(event.id))[0]?.outcome).toBe('unsendable')
    },
  )
})
