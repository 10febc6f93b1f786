import type { Bench } from '../bench.js'
import type { Contender } from '../contenders/list.js'
import { median } from '../measure/statistics.js'

/** What each round gave: a run, or why there is none. */
export type Rounds<R> = Map<string, (R | { error: string })[]>

export const isRun = <R extends object>(result: R | { error: string }): result is R => !('error' in result)

/** Runs all contenders one after the other, then all again: what disturbs the machine disturbs them alike. */
export const runRounds = async <R extends object>(
  bench: Bench,
  contenders: readonly Contender[],
  run: (contender: Contender) => Promise<R>,
): Promise<Rounds<R>> => {
  const wanted = contenders.filter(({ key }) => bench.only?.includes(key) ?? true)
  const rounds: Rounds<R> = new Map(wanted.map(({ key }) => [key, []]))
  for (let round = 1; round <= bench.runs; round += 1) {
    for (const contender of wanted) {
      bench.say(`  ${round}/${bench.runs} ${contender.label}`)
      const result = await run(contender).catch((error: unknown) => ({
        error: error instanceof Error ? error.message : String(error),
      }))
      if ('error' in result) bench.say(`      failed: ${result.error}`)
      rounds.get(contender.key)?.push(result)
    }
  }
  return rounds
}

/** The median of one figure over a contender's runs; NaN without any. */
export const medianOf = <R extends object>(rounds: Rounds<R>, key: string, figure: (run: R) => number): number =>
  median((rounds.get(key) ?? []).filter(isRun).map((run) => figure(run)))

/** The contenders that were run, in their order. */
export const ran = <R extends object>(rounds: Rounds<R>, contenders: readonly Contender[]): Contender[] =>
  contenders.filter(({ key }) => rounds.has(key))

/** The median over all rounds of one contender's figure by another's, each pair of the same round. */
export const ratioOf = <R extends object>(
  rounds: Rounds<R>,
  { of, by }: { of: string; by: string },
  figure: (run: R) => number,
): number => {
  const others = rounds.get(by) ?? []
  const ratios = (rounds.get(of) ?? []).flatMap((run, round) => {
    const other = others[round]
    return isRun(run) && other && isRun(other) ? [figure(run) / figure(other)] : []
  })
  return median(ratios)
}

/** What a table says of a contender's order: kept, or how many messages broke it in its worst run. */
export const orderOf = <R extends { keptOrder: boolean; outOfOrder: number; overlapping: number }>(
  rounds: Rounds<R>,
  key: string,
): string => {
  const runs = (rounds.get(key) ?? []).filter(isRun)
  if (runs.length === 0) return 'FAILED'
  if (runs.every(({ keptOrder }) => keptOrder)) return 'kept'
  return `BROKEN (${Math.max(...runs.map(({ outOfOrder, overlapping }) => outOfOrder + overlapping))})`
}
