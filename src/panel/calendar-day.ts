const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const BRAZILIAN_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/
const ISO_INSTANT = /^(\d{4})-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/

/**
 * A day as `yyyy-mm-dd` from `yyyy-mm-dd` or `dd/mm/aaaa`, never by way of an instant, so that no time zone shifts it.
 * Null when it is no day of the calendar.
 */
export const parseDay = (entered: string): string | null => {
  const text = entered.trim()
  const iso = ISO_DAY.exec(text)
  const brazilian = BRAZILIAN_DAY.exec(text)
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : [brazilian?.[3], brazilian?.[2], brazilian?.[1]]
  if (!year || !month || !day || year === '0000') return null
  const date = new Date(Date.UTC(2000, 0, 1))
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** An instant from ISO 8601 with a time zone (`2026-03-01T10:00:00Z`); null when it is none. */
export const parseInstant = (entered: string): Date | null => {
  const match = ISO_INSTANT.exec(entered.trim())
  if (!match || match[1] === '0000') return null
  const instant = new Date(entered.trim())
  return Number.isNaN(instant.getTime()) ? null : instant
}
