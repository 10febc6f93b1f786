import type { PropertyJSON } from 'adminjs'
import type { ReactNode } from 'react'
import React from 'react'
import { type FieldError, useWords } from '../words.js'

/** What ties an input to its label, its hint and its error. */
export interface FieldIds {
  id: string
  name: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

interface Props {
  property: PropertyJSON
  error?: FieldError | undefined
  /** The label names a group of inputs (rows), not a single one. */
  group?: boolean
  filter?: boolean
  children: (ids: FieldIds) => ReactNode
}

/** A labelled field of a form with its hint and, once refused, the sentence that says why. */
export const Field: React.FC<Props> = ({ property, error, group = false, filter = false, children }) => {
  const { property: nameOf, hint: hintOf, issue } = useWords()
  const id = filter ? `filter-${property.path}` : property.path
  const hint = filter ? '' : hintOf(property.path, property.resourceId)
  const message = issue(error)
  const describedBy = message ? `${id}-error` : hint ? `${id}-hint` : undefined
  const label = (
    <>
      {nameOf(property.label, property.resourceId)}
      {property.isRequired && !filter && <span className="cp-required"> *</span>}
    </>
  )
  return (
    <div className={`cp-field${message ? ' cp-field-bad' : ''}`} data-path={property.path}>
      {group ? (
        <div className="cp-label" id={`${id}-label`}>
          {label}
        </div>
      ) : (
        <label className="cp-label" htmlFor={id}>
          {label}
        </label>
      )}
      {children({ id, name: id, 'aria-invalid': Boolean(message), 'aria-describedby': describedBy })}
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
    </div>
  )
}
