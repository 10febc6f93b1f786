import { locales } from 'adminjs'
import { describe, expect, it } from 'vitest'
import * as entities from '../../../src/entities/index.js'
import { ERROR_CODES, FIELD_ISSUE_CODES } from '../../../src/errors.js'
import { en } from '../../../src/locale/en.js'
import { createPanelLocale } from '../../../src/locale/panel-locale.js'
import { ptBR } from '../../../src/locale/pt-BR.js'
import { fillIn, sentenceOfError, sentenceOfIssue } from '../../../src/locale/sentence.js'

type Tree = { [key: string]: string | Tree }

const leavesOf = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : leavesOf(value, `${prefix}${key}.`),
  )

const upstream = leavesOf(locales.en as unknown as Tree)
const ours = new Map(leavesOf(ptBR.admin as unknown as Tree))

describe('the panel’s words', () => {
  it('cover every key that AdminJS has in English, those it lacks in Portuguese included', () => {
    expect(upstream.length).toBeGreaterThan(100)
    expect(upstream.map(([key]) => key).filter((key) => !ours.has(key))).toEqual([])
  })

  it('use the placeholders that AdminJS fills in, and no other', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1])
    for (const [key, text] of upstream) {
      const unknown = placeholders(ours.get(key) ?? '').filter((name) => !placeholders(text).includes(name))
      expect(unknown, key).toEqual([])
    }
  })

  it('leave no English behind', () => {
    const english =
      /\b(the|this|you|your|please|record|records|save|edit|delete|create|new|search|loading|error|page|not found)\b/i
    const words = leavesOf(ptBR as unknown as Tree)
    expect(words.filter(([, text]) => english.test(text.replace(/\{\{\w+\}\}/g, '')))).toEqual([])
  })

  it('name every entity', () => {
    const names = entities.contentPlatformEntities.map((entity) => entity.name)
    expect(names.filter((name) => !(name in ptBR.resources))).toEqual([])
  })

  it('end each refusal’s sentence like a sentence', () => {
    for (const code of ERROR_CODES) expect(ptBR.errors[code], code).toMatch(/^[A-ZÀ-Ú].+\.$/)
    for (const code of FIELD_ISSUE_CODES) expect(ptBR.issues[code], code).toMatch(/^[A-ZÀ-Ú].+\.$/)
  })

  it('title a list with the resource’s name and offer “Adicionar”', () => {
    const words = createPanelLocale().translations?.['pt-BR'] as unknown as Tree
    const at = (key: string) => new Map(leavesOf(words)).get(key)
    expect(at('resources.Customer.actions.list')).toBe('Clientes')
    expect(at('actions.new')).toBe('Adicionar')
    expect(at('messages.errors.CONFLICT')).toBe(ptBR.errors.CONFLICT)
    expect(at('labels.Customer')).toBe('Clientes')
  })

  it('speak one language at a time', () => {
    const english = createPanelLocale({ language: 'en' })
    expect(english.availableLanguages).toEqual(['en'])
    expect(Object.keys(english.translations ?? {})).toEqual(['en'])
    expect(createPanelLocale().availableLanguages).toEqual(['pt-BR'])
  })

  it('have the same labels in both languages', () => {
    const keys = (words: object) => leavesOf({ ...words, admin: {} } as unknown as Tree).map(([key]) => key)
    expect(keys(en).sort()).toEqual(keys(ptBR).sort())
  })

  it('carry the provider’s time zone to the browser', () => {
    const words = createPanelLocale({ timeZone: 'America/Manaus' }).translations?.['pt-BR'] as unknown as Tree
    expect((words.format as Tree).timeZone).toBe('America/Manaus')
  })
})

describe('sentences', () => {
  it('BR-12: fill in what the rule names', () => {
    expect(sentenceOfError('SINGLE_PACKAGE_TAKEN', { package: 'TV Básica' })).toContain('TV Básica')
    expect(sentenceOfIssue({ code: 'tooLong', params: { max: 80 } })).toContain('80')
  })

  it('never show braces', () => {
    expect(fillIn('De {{min}} a {{max}}.', { min: 1 })).toBe('De 1 a .')
    for (const code of ERROR_CODES) expect(sentenceOfError(code)).not.toContain('{{')
  })
})
