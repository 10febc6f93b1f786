import type { ReactNode } from 'react'
import React from 'react'
import { useWords } from '../words.js'
import type { ValueProps } from './property-props.js'

type Props = Pick<ValueProps, 'property' | 'where'> & { children: ReactNode }

/** A value in its place: bare in a list, with its label on a record's page, a dash for nothing. */
export const ShownValue: React.FC<Props> = ({ property, where, children }) => {
  const { property: nameOf, word } = useWords()
  const content =
    children === null || children === '' ? (
      <span className="cp-nothing">
        <span aria-hidden="true">—</span>
        <span className="cp-hidden">{word('none')}</span>
      </span>
    ) : (
      children
    )
  if (where !== 'show') return <>{content}</>
  return (
    <div className="cp-shown">
      <div className="cp-shown-label">{nameOf(property.label, property.resourceId)}</div>
      <div className="cp-shown-value">{content}</div>
    </div>
  )
}
