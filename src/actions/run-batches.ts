// A press may concern 100,000 subscriptions: it does as many batches as fit into this, and the screen asks for the rest.
const BUDGET_MS = 4_000

interface Batch {
  /** Where the next one begins; null after the last. */
  nextAfterId: number | null
}

/** Runs batches, each from where the one before ended, until none is left or the time is over; `add` sums their counts. */
export const runBatches = async <B extends Batch>(
  firstAfterId: number,
  runOne: (afterId: number) => Promise<B>,
  add: (total: B, next: B) => B,
): Promise<B> => {
  const until = performance.now() + BUDGET_MS
  let total = await runOne(firstAfterId)
  while (total.nextAfterId !== null && performance.now() < until) total = add(total, await runOne(total.nextAfterId))
  return total
}
