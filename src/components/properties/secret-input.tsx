import React, { useState } from 'react'
import { useWords } from '../words.js'

type Props = Omit<React.InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> & {
  value: string
  onChange: (value: string) => void
  /** A value is kept on the server, which never sends it: left blank, it stays. */
  kept: boolean
  /** In a cell there is no room for more than that there is one. */
  short?: boolean
}

/** A secret on its way to the server; what is already kept there never comes back. */
export const SecretInput: React.FC<Props> = ({ value, onChange, kept, short = false, ...input }) => {
  const { word } = useWords()
  const [isShown, setIsShown] = useState(false)
  const label = word(isShown ? 'hideSecret' : 'showSecret')
  return (
    <span className={`cp-secret${value === '' ? '' : ' cp-secret-typed'}`}>
      <input
        {...input}
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        className="cp-input"
        placeholder={kept ? word(short ? 'secretSet' : 'secretKept') : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {value !== '' && (
        <button
          type="button"
          className="cp-icon-button cp-secret-button"
          aria-label={label}
          title={label}
          aria-pressed={isShown}
          onClick={() => setIsShown(!isShown)}
        >
          <svg
            viewBox="0 0 20 20"
            width="18"
            height="18"
            aria-hidden="true"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
          >
            <path d="M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10z" />
            <circle cx="10" cy="10" r="2.5" />
            {isShown && <path d="M3 17 17 3" />}
          </svg>
        </button>
      )}
    </span>
  )
}
