import React from 'react'
import { formatDateTime, formatDuration } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import type { HourOfDeliveries } from './integration-data.js'

const LABEL_EVERY = 6

/** A part of a whole as people read it; nothing is rounded up to all. */
export const formatShare = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${(Math.floor((part / whole) * 1000) / 10).toLocaleString('pt-BR')}%`

const durationOf = (ms: number | null): string => (ms === null ? '—' : formatDuration(ms))

/** The last 24 hours of deliveries to a platform: a column for each hour, and the same in figures. */
export const DeliveryDay: React.FC<{ hours: readonly HourOfDeliveries[] }> = ({ hours }) => {
  const { desk, timeZone } = useDeskWords()
  const most = Math.max(...hours.map(({ attempts }) => attempts))
  if (!(most > 0)) return <p className="cp-hint">{desk('dayEmpty')}</p>

  const clock = (at: string): string => formatDateTime(at, timeZone).slice(-5)
  const height = (count: number): React.CSSProperties => ({ height: `${(count / most) * 100}%` })
  const shown = hours.filter(({ attempts }) => attempts > 0)
  const number = (count: number): string => count.toLocaleString('pt-BR')
  return (
    <figure className="cp-day">
      <figcaption>
        {desk('dayTitle')}
        <span className="cp-day-key cp-day-key-good">{desk('dayAccepted')}</span>
        <span className="cp-day-key cp-day-key-bad">{desk('dayFailed')}</span>
      </figcaption>
      <div className="cp-day-columns" aria-hidden="true">
        {hours.map(({ at, attempts, accepted }, index) => (
          <div
            key={at}
            className="cp-day-column"
            title={`${clock(at)} · ${desk('dayHour', { attempts: number(attempts), share: formatShare(accepted, attempts) })}`}
          >
            <div className="cp-day-bar">
              <div className="cp-day-bad" style={height(attempts - accepted)} />
              <div className="cp-day-good" style={height(accepted)} />
            </div>
            <span className="cp-day-clock">{index % LABEL_EVERY === 0 ? clock(at) : ''}</span>
          </div>
        ))}
      </div>
      <details>
        <summary>{desk('dayFigures')}</summary>
        <div className="cp-day-scroll">
          <table className="cp-day-table">
            <thead>
              <tr>
                {(['dayHourHead', 'dayAttempts', 'dayShare', 'dayAverage', 'daySlowest'] as const).map((name) => (
                  <th key={name} scope="col">
                    {desk(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...shown].reverse().map(({ at, attempts, accepted, averageMs, slowestMs }) => (
                <tr key={at}>
                  <th scope="row">{formatDateTime(at, timeZone)}</th>
                  <td>{number(attempts)}</td>
                  <td>{formatShare(accepted, attempts)}</td>
                  <td>{durationOf(averageMs)}</td>
                  <td>{durationOf(slowestMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
