/** Where no other time zone is configured, people read times in this one. */
export const DEFAULT_TIME_ZONE = 'America/Sao_Paulo'

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const MINUTE_MS = 60_000

const toInstant = (value: Date | string): Date => (value instanceof Date ? value : new Date(value))

const inZone = (instant: Date, timeZone: string): Record<string, string> => {
  const parts = new Intl.DateTimeFormat('pt-BR', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant)
  return Object.fromEntries(parts.map((part) => [part.type, part.value]))
}

/** A day (`yyyy-mm-dd`, in no zone) or an instant as `dd/mm/aaaa`; an instant's day is that of `timeZone`. */
export const formatDate = (value: Date | string, timeZone = DEFAULT_TIME_ZONE): string => {
  const day = typeof value === 'string' ? DAY.exec(value) : null
  if (day) return `${day[3]}/${day[2]}/${day[1]}`
  const instant = toInstant(value)
  if (Number.isNaN(instant.getTime())) return ''
  const at = inZone(instant, timeZone)
  return `${at.day}/${at.month}/${at.year}`
}

/** An instant as `dd/mm/aaaa HH:mm` in `timeZone`; empty for what is no instant. */
export const formatDateTime = (value: Date | string, timeZone = DEFAULT_TIME_ZONE): string => {
  const instant = toInstant(value)
  if (Number.isNaN(instant.getTime())) return ''
  const at = inZone(instant, timeZone)
  return `${at.day}/${at.month}/${at.year} ${at.hour}:${at.minute}`
}

/** Reads `dd/mm/aaaa` into `yyyy-mm-dd`; null for what is not a day of the calendar. */
export const parseDate = (text: string): string | null => {
  const typed = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(text)
  if (!typed) return null
  const [day, month, year] = [Number(typed[1]), Number(typed[2]), Number(typed[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1 || year < 1000) return null
  return date.toISOString().slice(0, 10)
}

const offsetMs = (instant: Date, timeZone: string): number => {
  const at = inZone(instant, timeZone)
  const wall = Date.UTC(
    Number(at.year),
    Number(at.month) - 1,
    Number(at.day),
    Number(at.hour),
    Number(at.minute),
    Number(at.second),
  )
  return wall - Math.floor(instant.getTime() / 1000) * 1000
}

/** Wall-clock time `dd/mm/aaaa HH:mm` of `timeZone` as an ISO instant in UTC; null for what is no such time. */
export const parseDateTime = (text: string, timeZone = DEFAULT_TIME_ZONE): string | null => {
  const typed = /^\s*(\S+)\s+(\d{1,2}):(\d{2})\s*$/.exec(text)
  const day = typed ? parseDate(typed[1] ?? '') : null
  const [hour, minute] = [Number(typed?.[2]), Number(typed?.[3])]
  if (!day || hour > 23 || minute > 59) return null
  const wallMs = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * MINUTE_MS
  // Twice, because the offset that counts is the one at the result, which may lie on the other side of a clock change.
  const first = wallMs - offsetMs(new Date(wallMs), timeZone)
  return new Date(wallMs - offsetMs(new Date(first), timeZone)).toISOString()
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 24 * 60 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
]

/** How long before or after `now` an instant lies, in words: `há 3 minutos`, `em 2 horas`, `agora`. */
export const formatRelative = (value: Date | string, now: Date): string => {
  const deltaMs = toInstant(value).getTime() - now.getTime()
  if (Number.isNaN(deltaMs)) return ''
  const unit = UNITS.find(([, sizeMs]) => Math.abs(deltaMs) >= sizeMs)
  if (!unit) return 'agora'
  const words = new Intl.RelativeTimeFormat('pt-BR', { numeric: 'always' })
  return words.format(Math.trunc(deltaMs / unit[1]), unit[0])
}

/** A duration as people read it: `350 ms`, `1,2 s`, `2 min 5 s`. */
export const formatDuration = (durationMs: number): string => {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1).replace('.', ',')} s`
  const seconds = Math.round(durationMs / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
