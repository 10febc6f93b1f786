import { useTranslation } from 'adminjs'
import React from 'react'
import type { ValueProps } from '../properties/property-props.js'
import { useWords } from '../words.js'
import { parseTemplates } from './templates/template-data.js'

/** The templates of an integration on its page, one below the other. */
const Templates: React.FC<ValueProps> = ({ record, property }) => {
  const { translateMessage } = useTranslation()
  const { value: labelOf } = useWords()
  const message = (name: string): string => translateMessage(name, 'Integration')
  const templates = Object.entries(parseTemplates(record.params[property.path]))
  if (templates.length === 0) return <p className="cp-hint">{message('templatesNone')}</p>
  return (
    <div className="cp-templates">
      {record.params.payloadFormat !== 'template' && <p className="cp-hint">{message('templatesUnused')}</p>}
      {templates.map(([type, { method, path, headers, body }]) => (
        <details key={type} className="cp-template-shown">
          <summary>
            <strong>{labelOf('type', type, 'WebhookEvent')}</strong>{' '}
            <span className="cp-address">
              {method} {path}
            </span>
          </summary>
          {headers.length > 0 && (
            <pre className="cp-pre">{headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}</pre>
          )}
          {body === '' ? <p className="cp-hint">{message('templateNoBody')}</p> : <pre className="cp-pre">{body}</pre>}
        </details>
      ))}
    </div>
  )
}
export default Templates
