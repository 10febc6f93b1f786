import React, { useEffect, useState } from 'react'
import { centsOf, formatMoneyInput, moneyEntry, parseMoney } from '../../locale/format.js'

/** What the field shows of a stored amount; text that is no amount is shown as it was typed. */
const shown = (value: string): string => {
  const cents = centsOf(value)
  return cents === null ? value : formatMoneyInput(cents)
}

/** What is reported of a typed text. */
const entryOf = (text: string): string => {
  const cents = parseMoney(text)
  return cents === null ? text.trim() : moneyEntry(cents)
}

type Props = Omit<React.InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> & {
  /** An amount as a record brings it, or text that was none; empty for nothing. */
  value: string
  onChange: (value: string) => void
}

/**
 * Reads an amount as people type it and reports it in one form, `1234,50`: with its comma it can't be taken for cents.
 * Text that is no amount is reported as it is, for the server to refuse: silence here would look like success.
 */
export const MoneyInput: React.FC<Props> = ({ value, onChange, ...input }) => {
  const [text, setText] = useState(shown(value))

  useEffect(() => {
    setText((current) => (entryOf(current) === value ? current : shown(value)))
  }, [value])

  const changeText = (typed: string): void => {
    setText(typed)
    onChange(entryOf(typed))
  }

  return (
    <span className="cp-money">
      <span className="cp-money-sign" aria-hidden="true">
        R$
      </span>
      <input
        {...input}
        className="cp-input cp-money-input"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => changeText(event.target.value)}
        onBlur={() => setText(shown(value))}
      />
    </span>
  )
}
