import type { ReactNode } from 'react'
import React from 'react'
import { type FieldError, useWords } from '../words.js'

interface Ids {
  id: string
  name: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

interface Props {
  id: string
  label: string
  hint?: string
  error?: FieldError | undefined
  required?: boolean
  /** The label names a group of inputs, not a single one. */
  group?: boolean
  wide?: boolean
  children: (ids: Ids) => ReactNode
}

/** A labelled field of a form that is not AdminJS's: with a hint and, once refused, the sentence that says why. */
export const Labelled: React.FC<Props> = ({ id, label, hint, error, required, group, wide, children }) => {
  const { issue } = useWords()
  const message = issue(error)
  const describedBy = message ? `${id}-error` : hint ? `${id}-hint` : undefined
  const ids = { id, name: id, 'aria-invalid': Boolean(message), 'aria-describedby': describedBy }
  const text = (
    <>
      {label}
      {required && <span className="cp-required"> *</span>}
    </>
  )
  const rest = (
    <>
      {children(ids)}
      {hint && !message && (
        <div className="cp-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {message && (
        <div className="cp-error" id={`${id}-error`} role="alert">
          {message}
        </div>
      )}
    </>
  )
  const className = `cp-field${message ? ' cp-field-bad' : ''}${wide ? ' cp-wide' : ''}`
  if (!group) {
    return (
      <div className={className} data-path={id}>
        <label className="cp-label" htmlFor={id}>
          {text}
        </label>
        {rest}
      </div>
    )
  }
  return (
    <fieldset className={`${className} cp-group`} data-path={id} aria-describedby={describedBy}>
      <legend className="cp-label">{text}</legend>
      {rest}
    </fieldset>
  )
}
