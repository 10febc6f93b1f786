import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeServiceStatus } from '../../../src/domain/services/save-service-status.js'
import { verifyPassword } from '../../../src/panel/password.js'
import { type Form, openPanel, type Panel, refusals } from './panel.js'

let panel: Panel
beforeAll(async () => {
  panel = await openPanel()
})
afterAll(() => panel.close())

const count = async (table: string) =>
  (await panel.rows(`select count(*)::int as n from content_platforms.${table}`))[0]?.n

const STATUS: Form = {
  label: 'Suspenso judicialmente',
  code: 'suspenso_judicial',
  contentEffect: 'block',
  blockKind: 'administrative',
  billable: 'true',
}
const USER: Form = {
  name: 'Nova Pessoa',
  email: 'nova@provedor.exemplo',
  role: 'attendant',
  password: 'uma senha longa',
  active: 'true',
}

describe('the form of a service status', () => {
  it.each([
    ['label', '', 'required'],
    ['label', 'x'.repeat(81), 'tooLong'],
    ['code', '', 'required'],
    ['code', 'Com Espaço', 'invalidCode'],
    ['code', 'servico_habilitado', 'alreadyTaken'],
    ['contentEffect', '', 'required'],
    ['contentEffect', 'explode', 'invalidChoice'],
    ['blockKind', '', 'required'],
    ['blockKind', 'chuva', 'invalidChoice'],
    ['billable', 'x', 'invalidChoice'],
  ])('refuses %s %j at that field and saves nothing', async (path, value, code) => {
    const before = await count('service_status')
    const answer = await panel.add('ServiceStatus', { ...STATUS, [path]: value })
    expect(answer.status).toBe(200)
    expect(refusals(answer)).toEqual({ [path]: code })
    expect(await count('service_status')).toBe(before)
  })

  it('drops the kind of a block where nothing is blocked', async () => {
    const { record } = await panel.add('ServiceStatus', { ...STATUS, code: 'espera', contentEffect: 'waiting' })
    expect(record.params).toMatchObject({ contentEffect: 'waiting', blockKind: null, system: false })
  })

  it('two administrators at once: who saves last is told that somebody was first', async () => {
    const id = await panel.added('ServiceStatus', { ...STATUS, code: 'de_dois' })
    const { version } = (await panel.get(`/ServiceStatus/records/${id}/edit`)).record.params
    const save = (label: string) => panel.edit('ServiceStatus', id, { version: String(version), label })
    const answers = await Promise.all([save('Um'), save('Dois')])
    expect(answers.map(({ notice }) => notice.message).sort()).toEqual(['errors.CONFLICT', 'successfullyUpdated'])
  })

  it('never changes a code nor makes a status the system’s own, whatever is posted', async () => {
    const id = await panel.added('ServiceStatus', STATUS)
    const { record } = await panel.edit('ServiceStatus', id, { code: 'outro', system: 'true', label: 'Judicial' })
    expect(record.params).toMatchObject({ code: STATUS.code, system: false, label: 'Judicial' })
  })

  it('deletes the provider’s own and keeps the system’s', async () => {
    const id = await panel.added('ServiceStatus', { ...STATUS, code: 'de_passagem' })
    expect((await panel.run('ServiceStatus', id, 'delete')).notice.type).toBe('success')
    const [system] = await panel.rows(`select id from content_platforms.service_status where code = 'cancelado'`)
    const answer = await panel.run('ServiceStatus', Number(system?.id), 'delete')
    expect(answer.notice?.type).not.toBe('success')
    expect(await panel.rows(`select id from content_platforms.service_status where code = 'cancelado'`)).toHaveLength(1)
  })
})

describe('deleting a status from the host’s own code', () => {
  it('is refused for the system’s ones, by name', async () => {
    const [system] = await panel.rows(`select id from content_platforms.service_status where code = 'cancelado'`)
    const actor = { id: 'host', role: 'system' as const }
    await expect(
      panel.dataSource.transaction((tx) => removeServiceStatus(tx, { id: Number(system?.id), actor })),
    ).rejects.toMatchObject({ code: 'SYSTEM_RECORD' })
  })
})

describe('the form of a panel user', () => {
  it.each([
    ['name', '', 'required'],
    ['email', '', 'required'],
    ['email', 'sem-arroba', 'invalidEmail'],
    ['email', 'a@b', 'invalidEmail'],
    ['role', '', 'required'],
    ['role', 'root', 'invalidChoice'],
    ['password', '', 'required'],
    ['password', 'curta 123', 'passwordTooShort'],
    ['password', 'x'.repeat(201), 'tooLong'],
    ['active', 'x', 'invalidChoice'],
  ])('refuses %s %j at that field and saves nothing', async (path, value, code) => {
    const before = await count('panel_user')
    const answer = await panel.add('PanelUser', { ...USER, [path]: value })
    expect(answer.status).toBe(200)
    expect(refusals(answer)).toEqual({ [path]: code })
    expect(await count('panel_user')).toBe(before)
  })

  it('keeps e-mails in lower case and each of them once', async () => {
    const { record } = await panel.add('PanelUser', { ...USER, email: ' Maria@Provedor.Exemplo ' })
    expect(record.params.email).toBe('maria@provedor.exemplo')
    expect(refusals(await panel.add('PanelUser', { ...USER, email: 'MARIA@provedor.exemplo' }))).toEqual({
      email: 'alreadyTaken',
    })
  })

  it('never sends a password or its hash, and keeps it when left blank', async () => {
    const added = await panel.add('PanelUser', { ...USER, email: 'hash@provedor.exemplo' })
    const { id } = added.record
    const hash = async () =>
      String(
        (await panel.rows('select password_hash from content_platforms.panel_user where id = $1', [id]))[0]
          ?.password_hash,
      )
    const first = await hash()
    expect(await verifyPassword('uma senha longa', first)).toBe(true)
    const edited = await panel.edit('PanelUser', id, { name: 'Outro Nome', password: '' })
    expect(edited.notice.type).toBe('success')
    expect(await hash()).toBe(first)
    const refused = await panel.edit('PanelUser', id, { name: '', password: 'outra senha longa' })
    const seen = await Promise.all(
      [`records/${id}/show`, 'actions/list'].map((path) => panel.get(`/PanelUser/${path}`)),
    )
    for (const { text } of [added, edited, ...seen]) expect(text).not.toMatch(/uma senha longa|scrypt|passwordHash/)
    expect(refused.text).not.toMatch(/scrypt|passwordHash/)
    expect(await hash()).toBe(first)
  })

  it('lets no administrator lock themselves out', async () => {
    const id = await panel.added('PanelUser', { ...USER, email: 'administrator@example.com', role: 'administrator' })
    expect(refusals(await panel.edit('PanelUser', id, { role: 'auditor' }))).toEqual({ role: 'ownAccount' })
    expect(refusals(await panel.edit('PanelUser', id, { active: 'false' }))).toEqual({ active: 'ownAccount' })
    expect(refusals(await panel.edit('PanelUser', id, { email: 'outro@example.com' }))).toEqual({ email: 'ownAccount' })
    expect((await panel.edit('PanelUser', id, { name: 'Eu Mesma' })).notice.type).toBe('success')
  })

  it('deletes nobody', async () => {
    const id = await panel.added('PanelUser', { ...USER, email: 'fica@provedor.exemplo' })
    expect((await panel.run('PanelUser', id, 'delete')).notice?.type).not.toBe('success')
    expect(await panel.rows('select id from content_platforms.panel_user where id = $1', [id])).toHaveLength(1)
  })
})
