import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { en } from '../../../src/locale/en.js'
import { ptBR } from '../../../src/locale/pt-BR.js'

const SOURCE = fileURLToPath(new URL('../../../src', import.meta.url))
const FOLDERS = ['domain', 'webhooks', 'jobs', 'hooks', 'panel']

/** Every text of the shape of an action (`service.suspended`) in files that write to the audit. */
const recordedActions = (): string[] => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(SOURCE, folder, file), 'utf8')),
  )
  const writing = files.filter((text) => /\bAuditInput\b|recordAudits?\(|recordItemAudits|audit_entry/.test(text))
  const found = writing.flatMap((text) => [...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, name = '']) => name))
  return [...new Set(found)].filter((name) => /(ed|read)$/.test(name))
}

describe('BR-106: what the audit records', () => {
  it.each([
    ['pt-BR', ptBR],
    ['en', en],
  ] as const)('has words in %s for every action that the code writes', (_language, words) => {
    const actions = recordedActions()
    expect(actions.length).toBeGreaterThan(30)
    const labels = words.resources.AuditEntry.labels.action ?? {}
    expect(actions.filter((action) => !labels[action])).toEqual([])
  })
})
