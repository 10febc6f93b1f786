/** One line of a scrape. */
export interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

const LINE = /^([a-z_:][a-z0-9_:]*)(?:\{(.*)\})? (\S+)$/i

/** Reads Prometheus's text format, as strictly as Prometheus does. Throws at a line that is none of it. */
export const parseScrape = (text: string): Sample[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = LINE.exec(line) ?? []
      if (name === '' || Number.isNaN(Number(value))) throw new Error(`not a sample: ${line}`)
      const pairs = [...labels.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [key, text])
      return { name, labels: Object.fromEntries(pairs), value: Number(value) }
    })

/** The samples of one metric with at least these labels. */
export const samplesOf = (samples: readonly Sample[], name: string, labels: Record<string, string> = {}) =>
  samples.filter(
    (sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  )

/** Their sum; undefined without any. */
export const sumOf = (samples: readonly Sample[], name: string, labels: Record<string, string> = {}) => {
  const found = samplesOf(samples, name, labels)
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0)
}
