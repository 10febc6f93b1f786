import React from 'react'
import { rawValue, type ValueProps } from '../properties/property-props.js'
import { ShownValue } from '../properties/shown-value.js'
import { useWords } from '../words.js'

const figuresOf = (text: string): [string, number][] =>
  Object.entries(JSON.parse(text) as Record<string, number>).filter(([, figure]) => figure !== 0)

/** What the last run of a job did: its figures that are not zero, in words. */
const JobResult: React.FC<ValueProps> = (props) => {
  const { at, value: labelOf } = useWords()
  const value = rawValue(props)
  const figures = figuresOf(value ?? '{}').map(
    ([name, figure]) => `${figure.toLocaleString('pt-BR')} ${labelOf('result', name, 'BackgroundJob')}`,
  )
  return (
    <ShownValue {...props}>
      {value === null ? null : figures.join(' · ') || at('resources.BackgroundJob.labels.result.nothing')}
    </ShownValue>
  )
}
export default JobResult
