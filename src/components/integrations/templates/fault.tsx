import { useTranslation } from 'adminjs'
import React from 'react'
import { useWords } from '../../words.js'
import type { Issue } from './template-data.js'

/** The sentence for what is wrong with a template. */
export const useFaultWords = (): ((issue: Issue) => string) => {
  const { t } = useTranslation()
  const { issue: sentenceOf } = useWords()
  return ({ code, params = {} }) =>
    code === 'invalidTemplate' || code === 'invalidJson'
      ? String(t(`resources.Integration.labels.templateReason.${params.reason ?? code}`, params))
      : sentenceOf({ message: code, params })
}

interface Props {
  issue: Issue
  /** Takes the cursor to the place; left out where there is none. */
  onGo?: (place: { line: number; column: number }) => void
}

/** One thing that is wrong with a template, with a way to its place. */
export const Fault: React.FC<Props> = ({ issue, onGo }) => {
  const { t } = useTranslation()
  const describe = useFaultWords()
  const { line, column } = issue.params ?? {}
  const isPlaced = typeof line === 'number' && typeof column === 'number'
  return (
    <div className="cp-error" role="alert" data-path={issue.path}>
      <span>
        {isPlaced && (
          <button type="button" className="cp-fault-place" onClick={() => onGo?.({ line, column })} disabled={!onGo}>
            {String(t('resources.Integration.messages.templatePlace', { line, column }))}
          </button>
        )}{' '}
        {describe(issue)}
      </span>
    </div>
  )
}
