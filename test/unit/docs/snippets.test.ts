import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8')

const dedent = (text: string): string => {
  const lines = text.split('\n')
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)))
  return lines
    .map((line) => line.slice(indent))
    .join('\n')
    .trim()
}

const regionOf = (file: string, name: string): string => {
  const region = new RegExp(`// #region ${name}\\n([\\s\\S]*?)// #endregion`).exec(read(file))
  if (!region?.[1]) throw new Error(`${file} has no region ${name}`)
  return dedent(region[1])
}

const PAGES = { 'README.md': 3, 'docs/alerts.md': 2, 'docs/gateways.md': 4, 'docs/operations.md': 1 }

const snippetsOf = (page: string) => [...read(page).matchAll(/<!-- (\S+)#(\w+) -->\n```(?:ts|js)\n([\s\S]*?)```/g)]

describe.each(Object.entries(PAGES))('the snippets of %s', (page, atLeast) => {
  const snippets = snippetsOf(page)
  it('are taken from the examples', () => expect(snippets.length).toBeGreaterThanOrEqual(atLeast))

  it.each(snippets.map(([, file, region, code]) => ({ file, region, code })))(
    'says what $file#$region does',
    ({ file = '', region = '', code = '' }) => expect(code.trim()).toBe(regionOf(file, region)),
  )
})
