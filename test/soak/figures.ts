import type { ProcessLine } from './soak-input.js'

/** What a soak counts and what it must know of its own faults to judge the outcome. */
export const createFigures = () => {
  const faults: Record<string, number> = {}
  const logged: Record<string, number> = {}
  const facts = new Map<number, Record<string, number>>()
  const unexpected: string[] = []
  const staleLanes = new Set<number>()
  /** By `performance.now()`: when some worker stood still. */
  const stops: { from: number; until: number }[] = []
  let maxRssMb = 0
  return {
    faults,
    logged,
    unexpected,
    staleLanes,
    stops,
    /** Counts a fault that was done to the system. */
    did(name: string) {
      faults[name] = (faults[name] ?? 0) + 1
    },
    /** Takes what the process with this number tells. */
    heard(process: number, line: ProcessLine) {
      if (line.kind === 'memory') maxRssMb = Math.max(maxRssMb, line.rssMb)
      if (line.kind === 'facts') facts.set(process, line.counts)
      if (line.kind === 'unexpected') unexpected.push(line.error)
      if (line.kind !== 'logged') return
      logged[line.message] = (logged[line.message] ?? 0) + 1
      if (line.message.startsWith('delivery.settle_stale') && line.laneId !== undefined) staleLanes.add(line.laneId)
    },
    /** Whether some worker stood still at this instant, or had not noticed yet that it had. */
    stoodStillAt: (at: number) => stops.some(({ from, until }) => from - 5_000 <= at && at <= until + 1_000),
    totals() {
      const sums: Record<string, number> = {}
      for (const counts of facts.values())
        for (const [name, n] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + n
      return { facts: sums, maxRssMb }
    },
  }
}
export type Figures = ReturnType<typeof createFigures>
