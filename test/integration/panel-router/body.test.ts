import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler } from 'express'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { addPanelUser } from '../../support/panel-probe.js'
import { startPanel } from '../../support/panel-server.js'
import { startUpstream } from '../../support/panel-upstream.js'

const MEGABYTES = 1024 * 1024

const hugeForm = () => {
  const form = new FormData()
  form.set('email', 'x'.repeat(21 * MEGABYTES))
  return form
}

let db: TestDatabase
const stops: (() => Promise<void>)[] = []
const start = async (options: Partial<Parameters<typeof startPanel>[0]> = {}) => {
  const panel = await startPanel({ dataSource: db.dataSource, ...options })
  stops.push(panel.stop)
  return panel
}

beforeAll(async () => {
  db = await createTestDatabase()
  await addPanelUser(db.dataSource, { email: 'ana@example.com' })
})
afterAll(async () => {
  for (const stop of stops) await stop()
  await db?.drop()
})

describe('a form of 21 MB from somebody who isn’t signed in', () => {
  it('ends the process of upstream’s panel', async () => {
    const script = fileURLToPath(new URL('../../support/panel-upstream-process.mjs', import.meta.url))
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'ignore'] })
    const exited = once(child, 'exit')
    onTestFinished(() => void child.kill('SIGKILL'))
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const send = () =>
      fetch(`${String(line).trim()}/admin/login`, {
        method: 'POST',
        body: hugeForm(),
        signal: AbortSignal.timeout(3000),
      }).catch(() => undefined)
    // Now and then the sender notices the first of the two errors before the second one ends the process.
    while (child.exitCode === null) await send()
    const [code] = await exited
    expect(code).toBe(1)
  })

  it('is answered 413, and the panel lives on', async () => {
    const panel = await start()
    const answer = await fetch(`${panel.origin}/admin/login`, { method: 'POST', body: hugeForm() })
    expect(answer.status).toBe(413)
    expect((await panel.visit().request('/admin/login')).status).toBe(200)
  })

  it('is answered 413 when it doesn’t tell its length', async () => {
    const panel = await start()
    const body = new Blob([`email=${'x'.repeat(2 * MEGABYTES)}`]).stream()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit
    expect((await fetch(`${panel.origin}/admin/login`, init)).status).toBe(413)
  })
})

describe('bodies', () => {
  it.each([
    ['501 fields', new URLSearchParams(Array.from({ length: 501 }, (_, n) => [`f${n}`, ''])), 413],
    ['a file', Object.assign(new FormData(), {}), 400],
    ['a field with an endless name', new URLSearchParams({ ['n'.repeat(2000)]: '' }), 400],
  ])('%s are refused', async (name, body, status) => {
    const panel = await start()
    if (body instanceof FormData) body.set('upload', new Blob(['text']), 'file.txt')
    const answer = await fetch(`${panel.origin}/admin/login`, { method: 'POST', body })
    expect(answer.status, name).toBe(status)
  })

  it('cut in the middle of a form are refused', async () => {
    const panel = await start()
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const body = '--x\r\ncontent-disposition: form-data; name="email"\r\n\r\nana'
    expect((await fetch(`${panel.origin}/admin/login`, { method: 'POST', body, headers })).status).toBe(400)
    const unknown = { method: 'POST', body: '<a/>', headers: { 'content-type': 'text/xml' } }
    expect((await fetch(`${panel.origin}/admin/login`, unknown)).status).toBe(415)
    const broken = { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }
    expect((await fetch(`${panel.origin}/admin/login`, broken)).status).toBe(400)
  })

  it('in JSON and in multipart reach an action as its payload', async () => {
    const panel = await start()
    const visitor = panel.visit()
    await visitor.signIn('ana@example.com')
    const path = '/admin/api/resources/Probe/records/1/edit'
    const headers = { 'content-type': 'application/json' }
    await visitor.request(path, { method: 'POST', body: JSON.stringify({ name: 'Dois' }), headers })
    expect(panel.resource.rows.get('1')).toMatchObject({ name: 'Dois' })
    const form = new FormData()
    form.set('name', 'Três')
    form.set('__proto__', 'x')
    await visitor.request(path, { method: 'POST', body: form })
    expect(panel.resource.rows.get('1')).toMatchObject({ name: 'Três' })
  })
})

describe('a host app that parses forms before the panel', () => {
  const before = [express.urlencoded({ extended: true }), express.json()]

  it('keeps people out of upstream’s panel', async () => {
    const upstream = await startUpstream({ before })
    const attempt = upstream.visit().request('/admin/login', {
      method: 'POST',
      body: new URLSearchParams({ email: 'ana@example.com', password: 'x' }),
      signal: AbortSignal.timeout(1000),
    })
    const outcome = await attempt.then(
      (answer) => answer.status,
      (error: Error) => error.name,
    )
    await upstream.stop()
    expect(['TimeoutError', 500]).toContain(outcome)
  })

  // What Express 4's parsers leave behind, and upstream refuses.
  const marked: RequestHandler = (request, _response, next) => {
    Object.assign(request, { _body: true })
    next()
  }

  it.each([
    ['of Express 5', before],
    ['of Express 4', [...before, marked]],
  ])('doesn’t hinder our sign-in: %s', async (_name, before) => {
    const panel = await start({ before })
    const answer = await panel.visit().signIn('ana@example.com')
    expect(answer.headers.get('location')).toBe('/admin')
  })
})
