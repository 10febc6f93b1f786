/** Hundredths of a percent in a whole: percentages are kept with two decimals. */
export const WHOLE = 10_000

const PERCENT = /^(\d{1,3})(?:[.,](\d{1,2}))?$/

/** Reads a percentage from 0 to 100 with at most two decimals (`33.33` or `33,33`) into hundredths; null if it is none. */
export const parsePercent = (entered: number | string): number | null => {
  const [, whole, fraction = ''] = PERCENT.exec(String(entered).trim()) ?? []
  if (whole === undefined) return null
  const hundredths = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
  return hundredths > WHOLE ? null : hundredths
}

/** Hundredths of a percent as they are stored: `33.33`. */
export const formatPercent = (hundredths: number): string => (hundredths / 100).toFixed(2)

/**
 * BR-16: splits a price in cents by shares in hundredths of a percent that sum to a whole. Each part is rounded to the
 * nearest cent, half up, and the largest share (the first of equals) takes the residue, so that the parts always sum to
 * the price. No part is negative: where rounding up gave away more than there is, all others are rounded down.
 */
export const splitPrice = (priceCents: number, shares: readonly number[]): number[] => {
  const largest = shares.indexOf(Math.max(...shares))
  const split = (round: (cents: number) => number): number[] => {
    const parts = shares.map((share) => round((priceCents * share) / WHOLE))
    const others = parts.reduce((sum, part, index) => (index === largest ? sum : sum + part), 0)
    return parts.map((part, index) => (index === largest ? priceCents - others : part))
  }
  const nearest = split(Math.round)
  return (nearest[largest] ?? 0) < 0 ? split(Math.floor) : nearest
}
