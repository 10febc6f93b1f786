import { Button, Icon } from '@adminjs/design-system'
import { flat, useTranslation } from 'adminjs'
import React, { useEffect, useState } from 'react'
import { Alert } from '../forms/alert.js'
import type { EditProps } from '../properties/property-props.js'
import type { FieldError } from '../words.js'
import { useWords } from '../words.js'
import { type Issue, issuesOfType, PING, parseTemplates, type TemplateForm } from './templates/template-data.js'
import { TemplateEditor } from './templates/template-editor.js'
import { EMPTY_TEMPLATE, starterOf } from './templates/template-starter.js'

const refusedOf = (errors: Record<string, unknown> | undefined): Issue[] =>
  Object.entries(errors ?? {})
    .filter(([path]) => path.startsWith('templates.'))
    .map(([path, error]) => {
      const { message = '', params } = error as FieldError
      return { path, code: message, ...(params ? { params } : {}) }
    })

/** The templates of an integration: one per event that the platform takes, each beside its preview. */
const TemplatesEdit: React.FC<EditProps> = ({ record, property, onChange }) => {
  const { translateMessage } = useTranslation()
  const { value: labelOf, word, issue: sentenceOf } = useWords()
  const message = (name: string): string => translateMessage(name, 'Integration')
  const templates = parseTemplates(record.params[property.path])
  const chosen = (flat.get(record.params, 'eventTypes') as string[] | undefined) ?? []
  const wanted = Array.isArray(chosen) ? chosen : []
  // One that is no longer sent stays in sight: it is saved with the others and refused like them.
  const types = [...new Set([...wanted, ...Object.keys(templates).filter((name) => name !== PING), PING])]
  const [current, setCurrent] = useState(types[0] ?? PING)
  const type = types.includes(current) ? current : (types[0] ?? PING)
  const [found, setFound] = useState<Record<string, number>>({})
  const refused = refusedOf(record.errors)
  useEffect(() => setFound({}), [record.errors])
  // What the preview found since is newer than what the last save refused.
  const isBad = (name: string): boolean =>
    templates[name] && found[name] !== undefined ? found[name] > 0 : issuesOfType(refused, name).length > 0
  const template = templates[type]
  const save = (next: Record<string, TemplateForm>): void => onChange(property.path, JSON.stringify(next))
  const set = (next: TemplateForm): void => save({ ...templates, [type]: next })
  const others = types.filter((other) => other !== type && templates[other])

  if (record.params.payloadFormat !== 'template')
    return <Alert tone="info" title={message('templatesOff')} children={message('templatesOffText')} />
  return (
    <div className="cp-templates" data-path="templates">
      <div className="cp-template-types" role="tablist" aria-label={message('templateTypes')}>
        {types.map((name) => {
          const isMissing = !templates[name]
          return (
            <button
              key={name}
              type="button"
              role="tab"
              aria-selected={name === type}
              className={`cp-template-type${isBad(name) ? ' cp-template-type-bad' : ''}`}
              onClick={() => setCurrent(name)}
            >
              {labelOf('type', name, 'WebhookEvent')}
              {isMissing && (
                <span className="cp-template-state">
                  {message(name === PING ? 'templateOptional' : 'templateMissing')}
                </span>
              )}
              {!isMissing && !isBad(name) && name !== PING && !wanted.includes(name) && (
                <span className="cp-template-state">{message('templateUnwanted')}</span>
              )}
              {!isMissing && isBad(name) && <span className="cp-template-state">{word('tabHasErrors')}</span>}
            </button>
          )
        })}
      </div>
      {!template && (
        <div className="cp-template-start">
          <p>{message(type === PING ? 'templateStartPing' : 'templateStart')}</p>
          {issuesOfType(refused, type).map((issue) => (
            <div key={issue.code} className="cp-error" role="alert">
              {sentenceOf({ message: issue.code })}
            </div>
          ))}
          <div className="cp-step-line">
            <Button
              type="button"
              variant="contained"
              onClick={() => set(starterOf(type, String(record.params.dataProfile ?? '')))}
            >
              <Icon icon="FileText" />
              {message('templateUseStarter')}
            </Button>
            <Button type="button" variant="outlined" onClick={() => set(EMPTY_TEMPLATE)}>
              {message('templateUseEmpty')}
            </Button>
            {others.map((other) => (
              <Button key={other} type="button" variant="text" onClick={() => set(templates[other] ?? EMPTY_TEMPLATE)}>
                <Icon icon="Copy" />
                {message('templateCopyFrom')} {labelOf('type', other, 'WebhookEvent')}
              </Button>
            ))}
          </div>
        </div>
      )}
      {template && (
        <>
          <TemplateEditor
            key={type}
            type={type}
            template={template}
            endpoint={{
              url: record.params.url,
              dataProfile: record.params.dataProfile,
              parameters: flat.get(record.params, 'parameters'),
            }}
            refused={issuesOfType(refused, type)}
            onChange={set}
            onChecked={(count) => setFound((before) => ({ ...before, [type]: count }))}
          />
          <Button
            type="button"
            variant="text"
            color="danger"
            onClick={() => save(Object.fromEntries(Object.entries(templates).filter(([name]) => name !== type)))}
          >
            <Icon icon="Trash2" />
            {message('templateRemove')}
          </Button>
        </>
      )}
    </div>
  )
}
export default TemplatesEdit
