import { type Bars, round } from './section.js'

const WIDTH = 900
const MARGIN = 24
const LABEL = 290
const ROW = 30
const HEADING = 40
const BAR = WIDTH - 2 * MARGIN - LABEL - 150

// On a card of its own, so that it can be read on a page of any colour.
const STYLE = `
  text { font: 14px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 15px }
  .mark { fill: #b35900 }
  .card { fill: #ffffff; stroke: #d1d9e0 }
  .own { fill: #1a7f5a }
  .other { fill: #8c959f }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .mark { fill: #f0a35e }
    .card { fill: #151b23; stroke: #3d444d }
    .own { fill: #3fb68b }
    .other { fill: #656c76 }
  }`

const heightOf = ({ items }: Bars): number => HEADING + items.length * ROW + 16

/** Bar charts one below the other, as SVG. The longest bar of each takes the whole width. */
export const drawBars = (charts: readonly Bars[]): string => {
  const height = charts.reduce((sum, chart) => sum + heightOf(chart), 2 * MARGIN - 16)
  const summary = charts.map(({ title, items }) => `${title}: ${items.map(describe).join(', ')}`).join('. ')
  let top = MARGIN
  const drawn = charts.map((chart) => {
    const text = drawChart(chart, top)
    top += heightOf(chart)
    return text
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeText(summary)}">
<style>${STYLE}
</style>
<rect class="card" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>
${drawn.join('\n')}
</svg>
`
}

const describe = ({ label, value, mark }: Bars['items'][number]): string =>
  `${label} ${round(value)}${mark ? ` (${mark})` : ''}`

const drawChart = ({ title, unit, items }: Bars, top: number): string => {
  const longest = Math.max(...items.map(({ value }) => value).filter(Number.isFinite))
  const rows = items.map(({ label, value, mark, own }, index) => {
    const y = top + HEADING + index * ROW
    const width = Number.isFinite(value) ? Math.max(2, Math.round((value / longest) * BAR)) : 0
    const x = MARGIN + LABEL
    const shown = Number.isFinite(value) ? `${round(value)}${unit}` : 'failed'
    return `<text x="${x - 10}" y="${y + 15}" text-anchor="end">${escapeText(label)}</text>
<rect class="${own ? 'own' : 'other'}" x="${x}" y="${y}" width="${width}" height="20" rx="2"/>
<text x="${x + width + 8}" y="${y + 15}">${shown}${mark ? ` <tspan class="mark">${escapeText(mark)}</tspan>` : ''}</text>`
  })
  return [`<text class="title" x="${MARGIN}" y="${top + 16}">${escapeText(title)}</text>`, ...rows].join('\n')
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escapeText = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
