/** Chance that a seed repeats (Mulberry32). */
export interface Dice {
  /** As `Math.random`. */
  random(): number
  /** Whether something of this probability happens. */
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number
}

export const createDice = (seed: number): Dice => {
  let state = seed
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    random,
    chance: (probability) => random() < probability,
    pick: <T>(items: readonly T[]): T => {
      const item = items[Math.floor(random() * items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    between: (least, most) => least + Math.floor(random() * (most - least + 1)),
  }
}
