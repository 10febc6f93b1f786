import { expect, test } from 'vitest'
import { drawBars } from '../../../bench/src/report/picture.js'

const chart = {
  title: 'Messages & more',
  unit: '/s',
  items: [
    { label: 'ours', value: 2_000, mark: '', own: true },
    { label: 'theirs', value: 1_000, mark: 'breaks order', own: false },
    { label: 'failing', value: Number.NaN, mark: '', own: false },
  ],
}

const widths = (svg: string) =>
  [...svg.matchAll(/class="(?:own|other)"[^>]* width="(\d+)"/g)].map(([, width]) => Number(width))

test('a bar is as long as its value is large', () => {
  const [ours = 0, theirs = 0, failing] = widths(drawBars([chart]))
  expect(ours).toBe(2 * theirs)
  expect(failing).toBe(0)
})

test('who breaks order or fails is marked so', () => {
  const svg = drawBars([chart])
  expect(svg).toContain('1,000/s <tspan class="mark">breaks order</tspan>')
  expect(svg).toContain('>failed<')
})

test('text is escaped, and a reader of screens is told the figures', () => {
  const svg = drawBars([chart])
  expect(svg).toContain('Messages &amp; more')
  expect(svg).toContain('aria-label="Messages &amp; more: ours 2,000, theirs 1,000 (breaks order), failing –"')
  expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/)
})
