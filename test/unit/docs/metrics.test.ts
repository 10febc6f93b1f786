import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Metric } from 'prom-client'
import { DataSource } from 'typeorm'
import { describe, expect, it } from 'vitest'
import { createMetrics } from '../../../src/metrics/create-metrics.js'

const path = (file: string) => fileURLToPath(new URL(`../../../${file}`, import.meta.url))
const read = (file: string) => readFileSync(path(file), 'utf8')
const PAGE = 'docs/metrics.md'
const RULES = 'examples/worker/alert-rules.yml'

interface Described {
  name: string
  help: string
  type: string
  from: string
  labels: readonly string[]
}

const FROM_DATABASE =
  /_(waiting|parked|due)_(events|lanes)$|_lag_seconds$|integration_|alerts_|job_(consecutive|overdue)|_up$/

const describeAll = async (): Promise<Described[]> => {
  const { registry } = createMetrics(new DataSource({ type: 'postgres' }))
  const types = new Map((await registry.getMetricsAsJSON()).map(({ name, type }) => [name, String(type)]))
  return (registry.getMetricsAsArray() as unknown as (Metric & Described & { labelNames: string[] })[]).map(
    (metric) => ({
      name: metric.name,
      help: metric.help,
      type: types.get(metric.name) ?? '',
      from: FROM_DATABASE.test(metric.name) ? 'database' : 'process',
      labels: metric.labelNames.filter((label) => label !== 'le'),
    }),
  )
}

const tableOf = (metrics: readonly Described[]): string =>
  [
    '| Name | Type | Labels | From | |',
    '|---|---|---|---|---|',
    ...metrics.map(({ name, help, type, from, labels }) => {
      const shown = labels.map((label) => `\`${label}\``).join(', ')
      return `| \`${name}\` | ${type} | ${shown} | _${from}_ | ${help} |`
    }),
  ].join('\n')

describe('docs/metrics.md', () => {
  it('lists every metric of the registry as it is (npm run docs writes the table)', async () => {
    const generated = `<!-- metrics -->\n${tableOf(await describeAll())}\n<!-- /metrics -->`
    const page = read(PAGE).replace(/<!-- metrics -->[\s\S]*<!-- \/metrics -->/, () => generated)
    await expect(page).toMatchFileSnapshot(path(PAGE))
  })

  it('shows the rules of the example', () => {
    const shown = /<!-- examples\/worker\/alert-rules\.yml -->\n```yaml\n([\s\S]*?)```/.exec(read(PAGE))?.[1]
    expect(shown).toBe(read(RULES))
  })
})

it('every name in rules and queries is a metric that there is', async () => {
  const names = new Set((await describeAll()).map(({ name }) => name))
  const used = `${read(RULES)}${read(PAGE)}${read('docs/operations.md')}`.match(/content_platforms_[a-z_]*[a-z]/g) ?? []
  const known = used.filter((name) => !['content_platforms_wake'].includes(name))
  expect(known.length).toBeGreaterThan(20)
  expect(known.filter((name) => !names.has(name.replace(/_(bucket|count|sum)$/, '')))).toEqual([])
})

it('names follow Prometheus: the prefix, base units, and _total for counters alone', async () => {
  for (const { name, type, help } of await describeAll()) {
    expect(name).toMatch(/^content_platforms_[a-z_]+$/)
    expect(name.endsWith('_total'), name).toBe(type === 'counter')
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|percent)(_|$)/)
    if (/duration|lag|overdue/.test(name)) expect(name).toMatch(/_seconds$/)
    expect(help, name).toMatch(/\.$/)
  }
})
