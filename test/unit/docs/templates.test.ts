import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compileText, renderText } from '../../../src/events/template/liquid.js'

const page = readFileSync(fileURLToPath(new URL('../../../docs/templates.md', import.meta.url)), 'utf8')
const filters = /Filters: (.*?)\n\n/s.exec(page)?.[1]?.match(/[a-z_0-9]+(?=`)/g) ?? []
const budget = { deadlineMs: Number.POSITIVE_INFINITY, charactersLeft: 10_000, strict: true }

describe('the page about templates', () => {
  it.each(filters)('names a filter that there is: %s', (name) => {
    expect(() => compileText(`{{ "x" | ${name}: "y", "z" }}`)).not.toThrow()
  })
  it('shows the provider’s own time as it says', () => {
    const [example = ''] = /\{\{ timestamp \| date[^`]*\}\}/.exec(page) ?? []
    const scope = { timestamp: '2026-11-23T12:00:00.000Z' }
    expect(renderText(compileText(example), { scope, budget })).toBe('23/11/2026 09:00')
    expect(renderText(compileText('{{ timestamp | date: "%H:%M" }}'), { scope, budget })).toBe('12:00')
  })
})
