import { useTranslation } from 'adminjs'
import React from 'react'
import type { Preview } from './template-data.js'

interface Props {
  variables: Preview['variables']
  onChoose: (name: string) => void
}

/** What a template can name, with the sample's values; a press puts it where the cursor is. */
export const VariableList: React.FC<Props> = ({ variables, onChoose }) => {
  const { translateMessage } = useTranslation()
  if (variables.length === 0) return null
  return (
    <details className="cp-template-variables">
      <summary>{translateMessage('templateVariables', 'Integration')}</summary>
      <p className="cp-hint">{translateMessage('templateVariablesHint', 'Integration')}</p>
      <ul>
        {variables.map(({ name, value }) => (
          <li key={name}>
            <button type="button" className="cp-template-variable" onClick={() => onChoose(name)}>
              {name}
            </button>
            <span>{value}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
