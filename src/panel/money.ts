const WHOLE = /^\d+$/
const GROUPED = /^[1-9]\d{0,2}(\.\d{3})+$/

/**
 * Cents from an amount in reais as a person types it: `1.234,50`, `1234,56`, `R$ 12,00`, `29.9`, `-5`. A point before
 * exactly three digits groups thousands, any other point is a decimal one. Null when it can't be read; no limit.
 */
export const parseMoney = (entered: string): number | null => {
  const text = entered.replace(/R\$/i, '').replace(/[\s\u00a0]/g, '')
  const sign = text.startsWith('-') ? -1 : 1
  const unsigned = text.replace(/^-/, '')
  const comma = unsigned.indexOf(',')
  const point = unsigned.lastIndexOf('.')
  const split = comma >= 0 ? comma : GROUPED.test(unsigned) ? -1 : point
  const whole = split >= 0 ? unsigned.slice(0, split) : unsigned
  const fraction = split >= 0 ? unsigned.slice(split + 1) : '0'
  if (!WHOLE.test(whole) && !GROUPED.test(whole)) return null
  if (!/^\d{1,2}$/.test(fraction)) return null
  const cents = Number(whole.replaceAll('.', '')) * 100 + Number(fraction.padEnd(2, '0'))
  return Number.isSafeInteger(cents) ? sign * cents : null
}

/** Cents in the form in which a form field takes them back: `123450` → `1234,50`. */
export const formatMoneyEntry = (cents: number): string => {
  const absolute = Math.abs(cents)
  return `${cents < 0 ? '-' : ''}${Math.floor(absolute / 100)},${String(absolute % 100).padStart(2, '0')}`
}
