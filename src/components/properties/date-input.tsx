import React, { useEffect, useRef, useState } from 'react'
import { formatDate, formatDateTime, parseDate, parseDateTime } from '../../locale/format.js'
import { useWords } from '../words.js'

interface Props {
  id: string
  name?: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string | undefined
  disabled?: boolean
  withTime: boolean
  /** `yyyy-mm-dd`, or an ISO instant with time; text that was neither is shown as it is. */
  value: string
  onChange: (value: string) => void
}

/** Slashes come by themselves while digits are typed; never while something is deleted. */
const withSlashes = (text: string): string =>
  text.replace(/^(\d{2})(?=\d)/, '$1/').replace(/^(\d{2}\/\d{2})(?=\d)/, '$1/')

/** Reads a Brazilian date (`dd/mm/aaaa`, with `HH:mm` where times count); other text goes to the server as typed. */
export const DateInput: React.FC<Props> = ({ withTime, value, onChange, ...input }) => {
  const { word, timeZone } = useWords()
  const parse = (text: string): string | null => (withTime ? parseDateTime(text, timeZone) : parseDate(text))
  const show = (stored: string): string =>
    (withTime ? formatDateTime(stored, timeZone) : formatDate(stored.slice(0, 10))) || stored
  const [text, setText] = useState(show(value))
  const calendar = useRef<HTMLInputElement>(null)

  // Only a value from outside may replace what is being typed.
  useEffect(() => {
    setText((current) => ((parse(current) ?? current) === value ? current : show(value)))
  }, [value])

  const changeText = (typed: string): void => {
    const next = typed.length > text.length ? withSlashes(typed) : typed
    setText(next)
    onChange(parse(next) ?? next.trim())
  }

  return (
    <span className="cp-date">
      <input
        {...input}
        className="cp-input"
        inputMode={withTime ? 'text' : 'numeric'}
        autoComplete="off"
        placeholder={word(withTime ? 'dateTimeFormat' : 'dateFormat')}
        value={text}
        onChange={(event) => changeText(event.target.value)}
      />
      <input
        ref={calendar}
        className="cp-date-native"
        type={withTime ? 'datetime-local' : 'date'}
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ target }) => {
          const [day = '', time] = target.value.split('T')
          if (day) changeText(`${formatDate(day)}${withTime ? ` ${time ?? '00:00'}` : ''}`)
        }}
      />
      <button
        type="button"
        className="cp-icon-button cp-date-button"
        disabled={input.disabled}
        aria-label={word('openCalendar')}
        title={word('openCalendar')}
        onClick={() => calendar.current?.showPicker?.()}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path
            d="M3 5h14v12H3zM3 9h14M7 3v4M13 3v4"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
          />
        </svg>
      </button>
    </span>
  )
}
