import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { replaceFigures, writeFigures } from '../../../bench/src/report/markdown.js'
import { atLeast, atMost, round } from '../../../bench/src/report/section.js'

const machine = {
  cpu: 'Some CPU',
  cores: 4,
  memoryGb: 16,
  platform: 'linux x64',
  node: 'v20.20.2',
  postgres: '18.4',
  versions: { undici: '7.30.0' },
  commit: 'abc1234',
  at: '2026-11-23T17:20:00.000Z',
}

const section = {
  key: 'drain',
  title: 'Drain',
  tables: [{ columns: ['', 'messages/s'], rows: [['ours | here', '2,000']] }],
  targets: [
    atLeast('drain against the hook', 9, 12.34, ' ×'),
    atMost('claim', 10, 11, ' ms'),
    atMost('lost', 1, Number.NaN, ''),
  ],
  notes: ['on one machine'],
  data: null,
}

test('targets say what was wanted, what was measured, and whether that is enough', () => {
  expect(section.targets).toEqual([
    { what: 'drain against the hook', target: '≥ 9 ×', measured: '12.3 ×', met: true },
    { what: 'claim', target: '≤ 10 ms', measured: '11 ms', met: false },
    { what: 'lost', target: '≤ 1', measured: '–', met: null },
  ])
  expect(atMost('drained', 20, Number.POSITIVE_INFINITY, ' s')).toMatchObject({ measured: 'no end', met: false })
})

test('figures are told with machine, versions and commit', () => {
  const figures = writeFigures({ machine, runs: 3, scale: 1, sections: [section] })
  expect(figures).toContain('Measured 2026-11-23 at commit abc1234: Some CPU, 4 cores, 16 GB')
  expect(figures).toContain('| claim | ≤ 10 ms | 11 ms | MISSED |')
  expect(figures).toContain('| ours \\| here | 2,000 |')
})

test('the page has a place for figures, which another run replaces', () => {
  const page = readFileSync(new URL('../../../docs/performance.md', import.meta.url), 'utf8')
  const first = replaceFigures(page, 'first')
  expect(first).toContain('\n\nfirst\n\n')
  expect(replaceFigures(first, 'second')).toBe(replaceFigures(page, 'second'))
  expect(() => replaceFigures('no place', 'figures')).toThrow(TypeError)
})

test('figures are rounded to what they can say', () => {
  expect([12_345.6, 99.95, 12.34, 1.234, 0, Number.NaN].map(round)).toEqual(['12,346', '100', '12.3', '1.23', '0', '–'])
})
