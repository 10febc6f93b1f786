import { useCurrentAdmin } from 'adminjs'
import { formatDateTime, formatRelative } from '../../locale/format.js'
import { useWords } from '../words.js'
import type { AlertData } from './alert-data.js'
import { placeOf } from './alert-place.js'

/** An alert in the reader's words. */
export interface AlertWords {
  /** What happened, in one sentence. */
  what: string
  /** What to do about it; for who may not, whom to tell. */
  todo: string
  since: string
  /** Where to go on; null where the reader may not, or where the alert's own page is all there is. */
  place: string | null
}

export const useAlertWords = (): ((alert: AlertData) => AlertWords) => {
  const { at, timeZone } = useWords()
  const [admin] = useCurrentAdmin()
  const role = (admin as { role?: string } | null)?.role
  const label = (key: string, params = {}): string => at(`resources.Alert.labels.${key}`, '', params)
  return (alert) => {
    const { kind, number, platform, job, hours, forced, since } = alert
    const params = {
      number: number.toLocaleString('pt-BR'),
      platform: platform ?? '',
      hours: hours ?? 0,
      job: at(`resources.BackgroundJob.labels.name.${job}`, job ?? ''),
    }
    const name = forced ? 'forced' : kind
    const single = number === 1 || forced ? label(`whatOne.${name}`, params) : ''
    const place = placeOf(alert, role)
    // An attendant sees where it stands; what is to be done, others do, or it is done by itself.
    const maySolve = role !== 'attendant' || kind === 'resume_undelivered' || kind === 'breaker_open'
    return {
      what: single || label(`what.${kind}`, params),
      todo: maySolve ? label(`todo.${name}`) : label('todo.administrator'),
      since: label('screen.since', {
        at: formatDateTime(since, timeZone),
        ago: formatRelative(since, new Date()),
      }),
      place,
    }
  }
}
