import { Button, Icon } from '@adminjs/design-system'
import { useTranslation } from 'adminjs'
import React from 'react'
import { useWords } from '../../words.js'
import { Fault } from './fault.js'
import type { Issue, TemplateForm } from './template-data.js'

interface Props {
  id: string
  headers: TemplateForm['headers']
  issues: readonly Issue[]
  onChange: (headers: TemplateForm['headers']) => void
}

/** The headers of a template: name and value side by side. */
export const HeaderRows: React.FC<Props> = ({ id, headers, issues, onChange }) => {
  const { word } = useWords()
  const { translateMessage } = useTranslation()
  const message = (name: string): string => translateMessage(name, 'Integration')
  const change = (index: number, part: Partial<TemplateForm['headers'][number]>): void =>
    onChange(headers.map((row, at) => (at === index ? { ...row, ...part } : row)))
  const input = (index: number, part: 'name' | 'value', value: string) => (
    <input
      id={`${id}-${index}-${part}`}
      className="cp-input cp-mono"
      aria-label={`${message(part === 'name' ? 'templateHeaderName' : 'templateHeaderValue')} ${index + 1}`}
      aria-invalid={issues.some(({ path }) => path === `headers.${index}.${part}`)}
      placeholder={message(part === 'name' ? 'templateHeaderName' : 'templateHeaderValue')}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={({ target }) => change(index, { [part]: target.value })}
    />
  )
  return (
    <fieldset className="cp-field cp-group">
      <legend className="cp-label">{message('templateHeaders')}</legend>
      {headers.map(({ name, value }, index) => (
        <div key={index}>
          <div className="cp-template-header">
            {input(index, 'name', name)}
            {input(index, 'value', value)}
            <button
              type="button"
              className="cp-icon-button"
              aria-label={`${word('remove')}: ${name || index + 1}`}
              title={word('remove')}
              onClick={() => onChange(headers.filter((_, at) => at !== index))}
            >
              <Icon icon="Trash2" />
            </button>
          </div>
          {issues
            .filter(({ path }) => path.startsWith(`headers.${index}.`))
            .map((issue) => (
              <Fault key={issue.path} issue={issue} />
            ))}
        </div>
      ))}
      <Button
        type="button"
        variant="outlined"
        size="sm"
        onClick={() => onChange([...headers, { name: '', value: '' }])}
      >
        <Icon icon="Plus" />
        {message('templateAddHeader')}
      </Button>
      <p className="cp-hint">{message('templateHeadersHint')}</p>
    </fieldset>
  )
}
