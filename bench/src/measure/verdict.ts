/** What was recorded, one entry per message. */
export interface Recorded {
  ids: string[]
  lanes: Int32Array
  /** Rising within a lane, from any start, without gaps. */
  sequences: Int32Array
  /** When its transaction's commit had returned, by `nowMs`. */
  committedAt: Float64Array
}

/** What the sink saw, one entry per request in the order of their arrival. */
export interface Arrivals {
  ids: string[]
  /** When the first byte had come, by `nowMs`. */
  arrivedAt: Float64Array
  /** Place among all arrivals and answers of the sink; -1 while unanswered. */
  arrivalTicks: Int32Array
  answerTicks: Int32Array
}

export interface Verdict {
  delivered: number
  missing: number
  duplicates: number
  /** Messages whose lane's previous message came later, or never. */
  outOfOrder: number
  /** Messages that began before the answer to their lane's previous one. */
  overlapping: number
  unknown: number
}

/** Compares what arrived with what was recorded. Only first deliveries count for order. */
export const judgeDeliveries = (recorded: Recorded, arrivals: Arrivals): Verdict => {
  const first = new Map<string, number>()
  for (const [index, id] of arrivals.ids.entries()) if (!first.has(id)) first.set(id, index)
  const byPlace = recorded.ids
    .map((_, index) => index)
    .sort(
      (a, b) => at(recorded.lanes, a) - at(recorded.lanes, b) || at(recorded.sequences, a) - at(recorded.sequences, b),
    )

  const verdict = { delivered: 0, missing: 0, duplicates: 0, outOfOrder: 0, overlapping: 0, unknown: 0 }
  let previous = -1
  for (const index of byPlace) {
    const arrival = first.get(recorded.ids[index] ?? '')
    if (arrival === undefined) verdict.missing += 1
    else {
      verdict.delivered += 1
      const follows = previous >= 0 && at(recorded.lanes, previous) === at(recorded.lanes, index)
      const before = follows ? first.get(recorded.ids[previous] ?? '') : undefined
      const begun = at(arrivals.arrivalTicks, arrival)
      if (follows && (before === undefined || at(arrivals.arrivalTicks, before) > begun)) verdict.outOfOrder += 1
      else if (before !== undefined && !wasAnsweredBy(arrivals, before, begun)) verdict.overlapping += 1
    }
    previous = index
  }
  const known = new Set(recorded.ids)
  verdict.unknown = arrivals.ids.reduce((count, id) => count + (known.has(id) ? 0 : 1), 0)
  verdict.duplicates = arrivals.ids.length - verdict.unknown - verdict.delivered
  return verdict
}

const at = (values: Int32Array, index: number): number => values[index] ?? -1

const wasAnsweredBy = ({ answerTicks }: Arrivals, index: number, tick: number): boolean => {
  const answered = at(answerTicks, index)
  return answered >= 0 && answered < tick
}

/** Whether a lane's messages were delivered one after the other, in their order. */
export const keptOrder = ({ outOfOrder, overlapping }: Verdict): boolean => outOfOrder === 0 && overlapping === 0
