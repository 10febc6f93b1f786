/** Counts attempts until somebody reads the figures: a counter that hashes its labels each time costs more. */
export interface Tally {
  count(integration: number, type: string, outcome: string): void
  /** Tells what was counted since the last time, and forgets it. */
  take(tell: (of: readonly [integration: number, type: string, outcome: string], count: number) => void): void
}

/** An empty tally. */
export const createTally = (): Tally => {
  const counts = new Map<number, Map<string, Map<string, number>>>()
  return {
    count(integration, type, outcome) {
      const byOutcome = within(within(counts, integration), type)
      byOutcome.set(outcome, (byOutcome.get(outcome) ?? 0) + 1)
    },
    take(tell) {
      for (const [integration, byType] of counts) {
        for (const [type, byOutcome] of byType) {
          for (const [outcome, count] of byOutcome) tell([integration, type, outcome], count)
        }
      }
      counts.clear()
    },
  }
}

const within = <K, L, V>(counts: Map<K, Map<L, V>>, key: K): Map<L, V> => {
  const known = counts.get(key)
  if (known) return known
  const made = new Map<L, V>()
  counts.set(key, made)
  return made
}
