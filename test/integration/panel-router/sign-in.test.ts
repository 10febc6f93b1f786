import session from 'express-session'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PanelUser } from '../../../src/entities/index.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { addPanelUser, createVisitor, PROBE_PASSWORD } from '../../support/panel-probe.js'
import { startPanel } from '../../support/panel-server.js'
import { startUpstream } from '../../support/panel-upstream.js'

const LIST = '/admin/api/resources/Probe/actions/list'
const ANA = 'ana@example.com'

let db: TestDatabase
const stops: (() => Promise<void>)[] = []
const start = async (options: Partial<Parameters<typeof startPanel>[0]> = {}) => {
  const panel = await startPanel({ dataSource: db.dataSource, ...options })
  stops.push(panel.stop)
  return panel
}
const startPlain = async (options: Parameters<typeof startUpstream>[0] = {}) => {
  const upstream = await startUpstream(options)
  stops.push(upstream.stop)
  return upstream
}

beforeAll(async () => {
  db = await createTestDatabase()
  await addPanelUser(db.dataSource, { email: ANA })
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  await db.dataSource.query('delete from content_platforms.sign_in_failure')
})
afterAll(async () => {
  await db?.drop()
})

describe('signing in', () => {
  it('lets a panel user in with e-mail and password, in any case of letters, and out again', async () => {
    const panel = await start()
    const visitor = panel.visit()
    expect((await visitor.request('/admin')).headers.get('location')).toBe('/admin/login')
    expect((await visitor.signIn('ANA@example.com')).headers.get('location')).toBe('/admin')
    expect(await (await visitor.request(LIST)).json()).toMatchObject({ records: [{ id: '1' }] })
    const copied = new Map(visitor.jar)
    expect((await visitor.request('/admin/logout')).headers.get('location')).toBe('/admin/login')
    expect(visitor.jar.size).toBe(0)
    const thief = panel.visit()
    for (const [name, value] of copied) thief.jar.set(name, value)
    expect((await thief.request(LIST)).status).toBe(302)
  })

  it('refuses a wrong password, an unknown user and an inactive one alike', async () => {
    await addPanelUser(db.dataSource, { email: 'inativa@example.com' })
    await db.dataSource.manager.update(PanelUser, { email: 'inativa@example.com' }, { active: false })
    const panel = await start()
    for (const [email, password] of [
      [ANA, 'errada'],
      ['ninguem@example.com', PROBE_PASSWORD],
      ['inativa@example.com', PROBE_PASSWORD],
      ['a\0@example.com', PROBE_PASSWORD],
    ] as const) {
      const answer = await panel.visit().signIn(email, password)
      expect(answer.status).toBe(401)
      expect(await answer.text()).toContain('"errorMessage":"invalidCredentials"')
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })
})

describe('session fixation', () => {
  it('works on upstream: the id planted before the sign-in is signed in after it', async () => {
    const upstream = await startPlain()
    const attacker = upstream.visit()
    await attacker.request('/admin/login')
    const victim = upstream.visit()
    for (const [name, value] of attacker.jar) victim.jar.set(name, value)
    await victim.signIn(ANA)
    expect((await attacker.request(LIST)).status).toBe(200)
  })

  it('doesn’t work on ours: a sign-in gets a new session and ends the one before', async () => {
    const panel = await start()
    const attacker = panel.visit()
    await attacker.signIn(ANA)
    const victim = panel.visit()
    for (const [name, value] of attacker.jar) victim.jar.set(name, value)
    await victim.signIn(ANA)
    expect(victim.jar.get('cp.sid')).not.toBe(attacker.jar.get('cp.sid'))
    expect((await attacker.request(LIST)).status).toBe(302)
    expect((await victim.request(LIST)).status).toBe(200)
  })
})

describe('guessing passwords', () => {
  it('has no limit on upstream', async () => {
    const upstream = await startPlain()
    for (let guess = 0; guess < 30; guess += 1) await upstream.visit().signIn(ANA, 'errada')
    expect((await upstream.visit().signIn(ANA)).headers.get('location')).toBe('/admin')
  })

  it('stops after five failures of an account, counted by all processes together', async () => {
    const other = await db.connect()
    const [one, two] = [await start(), await start({ dataSource: other })]
    for (let guess = 0; guess < 5; guess += 1)
      expect((await (guess % 2 ? one : two).visit().signIn(ANA, 'errada')).status).toBe(401)
    for (const panel of [one, two]) {
      const answer = await panel.visit().signIn(ANA)
      expect(await answer.text()).toContain('"errorMessage":"tooManyRequests"')
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  it('looks at five passwords only, of twenty that come at once', async () => {
    let looked = 0
    const authenticate = async () => {
      looked += 1
      return null
    }
    const panel = await start({ authenticate })
    await Promise.all(Array.from({ length: 20 }, () => panel.visit().signIn(ANA, 'errada')))
    expect(looked).toBe(5)
  })

  it('stops an address after twenty failures, whatever accounts it tries', async () => {
    const panel = await start({ trustProxy: true, authenticate: async () => null })
    const guess = (n: number, address: string) =>
      panel.visit().post('/admin/login', { email: `p${n}@example.com`, password: 'x' }, { 'x-forwarded-for': address })
    for (let n = 0; n < 20; n += 1) expect((await guess(n, `2001:db8:1:2::${n}`)).status).toBe(401)
    expect((await guess(21, '2001:db8:1:2::ffff')).status).toBe(400)
    expect((await guess(22, '2001:db8:1:3::1')).status).toBe(401)
    const rows = await db.dataSource.query(
      `select count(*)::int as n from content_platforms.sign_in_failure where key like 'account:%'`,
    )
    expect(rows).toEqual([{ n: 21 }])
  })

  it('forgets an account’s failures at a sign-in, and all of them after the window', async () => {
    const panel = await start()
    for (let round = 0; round < 3; round += 1) {
      for (let guess = 0; guess < 4; guess += 1) await panel.visit().signIn(ANA, 'errada')
      expect((await panel.visit().signIn(ANA)).headers.get('location')).toBe('/admin')
    }
    for (let guess = 0; guess < 6; guess += 1) await panel.visit().signIn(ANA, 'errada')
    await db.dataSource.query(
      `update content_platforms.sign_in_failure set window_started_at = now() - interval '16 minutes'`,
    )
    expect((await panel.visit().signIn(ANA)).headers.get('location')).toBe('/admin')
  })
})

describe('the session’s cookie', () => {
  const cookieOf = (answer: Response) => answer.headers.getSetCookie().join()

  it('of upstream goes along with requests from other sites, and without HTTPS', async () => {
    const upstream = await startPlain()
    const cookie = cookieOf(await upstream.visit().signIn(ANA))
    expect(cookie).not.toMatch(/SameSite|Secure/)
  })

  it('of ours stays on the panel’s paths, out of scripts and out of other sites’ requests', async () => {
    const panel = await start()
    const cookie = cookieOf(await panel.visit().signIn(ANA))
    expect(cookie).toMatch(/^cp\.sid=/)
    for (const flag of ['Path=/admin', 'HttpOnly', 'SameSite=Strict']) expect(cookie).toContain(`; ${flag}`)
    expect(cookie).not.toContain('Secure')
    const proxied = await start({ trustProxy: true })
    const fields = { email: ANA, password: PROBE_PASSWORD }
    const secure = await proxied.visit().post('/admin/login', fields, { 'x-forwarded-proto': 'https' })
    expect(cookieOf(secure)).toContain('; Secure')
  })

  it('of ours is apart from a session that the host app has already', async () => {
    const panel = await start({
      before: [session({ secret: 'the host’s', name: 'host.sid', resave: false, saveUninitialized: true })],
    })
    const visitor = panel.visit()
    await visitor.signIn(ANA)
    expect([...visitor.jar.keys()].sort()).toEqual(['cp.sid', 'host.sid'])
    expect((await visitor.request(LIST)).status).toBe(200)
    visitor.jar.delete('cp.sid')
    expect((await visitor.request(LIST)).status).toBe(302)
  })
})

describe('a session in use', () => {
  const signedIn = async (email: string) => {
    await addPanelUser(db.dataSource, { email })
    const panel = await start()
    const visitor = createVisitor(panel.origin)
    await visitor.signIn(email)
    expect((await visitor.request(LIST)).status).toBe(200)
    return visitor
  }

  it('ends when the user is deactivated', async () => {
    const visitor = await signedIn('sai@example.com')
    await db.dataSource.manager.update(PanelUser, { email: 'sai@example.com' }, { active: false })
    expect((await visitor.request(LIST)).headers.get('location')).toBe('/admin/login')
  })

  it('ends when the password changes', async () => {
    const visitor = await signedIn('troca@example.com')
    await db.dataSource.manager.update(PanelUser, { email: 'troca@example.com' }, { passwordHash: 'scrypt$outra' })
    expect((await visitor.request(LIST)).headers.get('location')).toBe('/admin/login')
  })

  it('has the user’s new role at the next request', async () => {
    const visitor = await signedIn('muda@example.com')
    await db.dataSource.manager.update(PanelUser, { email: 'muda@example.com' }, { role: 'auditor' })
    expect(await (await visitor.request('/admin')).text()).toContain('"role":"auditor"')
  })

  it('is found by another process, and expired ones are deleted at a sign-in', async () => {
    const visitor = await signedIn('fica@example.com')
    const other = createVisitor((await start({ dataSource: await db.connect() })).origin)
    for (const [name, value] of visitor.jar) other.jar.set(name, value)
    expect((await other.request(LIST)).status).toBe(200)
    await db.dataSource.query(`update content_platforms.panel_session set expire = now() - interval '1 minute'`)
    expect((await other.request(LIST)).status).toBe(302)
    await other.signIn('fica@example.com')
    expect(await db.dataSource.query('select count(*)::int as n from content_platforms.panel_session')).toEqual([
      { n: 1 },
    ])
  })
})
