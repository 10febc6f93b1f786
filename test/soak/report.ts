import type { SoakResult } from './run.js'

/** The figures of a soak as lines of text, and at the end whether every promise was kept. */
export const report = ({ figures, ...result }: SoakResult): string => {
  const { facts, maxRssMb } = figures.totals()
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, n]) => `    ${name}: ${n}`)
  const shown = result.broken.slice(0, 20)
  return [
    `facts`,
    ...list(facts),
    `faults`,
    ...list(figures.faults),
    `delivery`,
    `    events: ${result.events}, of which informative ones given up: ${result.failedAsInformative}`,
    `    attempts on record: ${result.attempts}, requests at the platforms: ${result.requests}`,
    `    purged meanwhile: ${result.purged.attempts} attempts, ${result.purged.events} events`,
    `    events sent again after a success, because`,
    ...list(result.repeats),
    `    queue empty after everything healed: ${(result.drainMs / 1_000).toFixed(1)} s`,
    ...(result.flood
      ? [
          `    flood of ${result.flood.events} events: recorded and delivered in ${(result.flood.drainMs / 1_000).toFixed(1)} s, ${result.flood.repeated} requests repeated`,
        ]
      : []),
    `    largest process: ${maxRssMb} MB`,
    `warnings and errors logged`,
    ...list(figures.logged),
    result.broken.length === 0 ? 'every promise was kept' : `${result.broken.length} promises broken:`,
    ...shown.map((sentence) => `    ${sentence}`),
    '',
  ].join('\n')
}
