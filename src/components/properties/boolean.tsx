import React from 'react'
import { useWords } from '../words.js'
import { rawValue, type ValueProps } from './property-props.js'
import { ShownValue } from './shown-value.js'

/** Sim or Não, never a colour or a tick alone. */
const BooleanValue: React.FC<ValueProps> = (props) => {
  const { word } = useWords()
  const value = rawValue(props)
  const isTrue = value === 'true'
  return (
    <ShownValue {...props}>
      {value === null ? null : (
        <span className={isTrue ? 'cp-yes' : 'cp-no'}>
          <span aria-hidden="true">{isTrue ? '✓' : '–'}</span> {word(isTrue ? 'yes' : 'no')}
        </span>
      )}
    </ShownValue>
  )
}
export default BooleanValue
