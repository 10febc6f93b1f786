import { useTranslation } from 'adminjs'
import React, { useEffect, useRef } from 'react'
import { Fault } from './fault.js'
import { HeaderRows } from './header-rows.js'
import { type Issue, offsetAt, type TemplateForm } from './template-data.js'
import { TemplatePreview } from './template-preview.js'
import { type PreviewInput, useTemplatePreview } from './use-template-preview.js'
import { VariableList } from './variable-list.js'

interface Props {
  type: string
  template: TemplateForm
  /** The rest of the form, of which a request also consists. */
  endpoint: Omit<PreviewInput, 'type' | 'template'>
  /** Of the last save, until the preview knows better. */
  refused: readonly Issue[]
  onChange: (template: TemplateForm) => void
  /** Told of what the preview finds, anew with each answer. */
  onChecked: (count: number) => void
}

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE']

type TextInput = HTMLInputElement | HTMLTextAreaElement

/** One event type's request beside what it would look like. */
export const TemplateEditor: React.FC<Props> = ({ type, template, endpoint, refused, onChange, onChecked }) => {
  const { translateMessage } = useTranslation()
  const message = (name: string): string => translateMessage(name, 'Integration')
  const { preview, isStale, hasFailed } = useTemplatePreview({ type, template, ...endpoint })
  const found = preview?.issues.length
  useEffect(() => {
    if (found !== undefined) onChecked(found)
  }, [found])
  const body = useRef<HTMLTextAreaElement>(null)
  const path = useRef<HTMLInputElement>(null)
  const last = useRef<'path' | 'body'>('body')
  const all =
    preview?.issues.map((issue) => ({ ...issue, path: issue.path.slice(`templates.${type}.`.length) })) ?? refused
  const at = (place: string): readonly Issue[] =>
    all.filter((issue) => issue.path === place || (place === 'body' && issue.path.startsWith('body')))
  const change = (part: Partial<TemplateForm>): void => onChange({ ...template, ...part })

  const goTo = (input: TextInput | null) => (place: { line: number; column: number }) => {
    if (!input) return
    const offset = offsetAt(input.value, place)
    input.focus()
    input.setSelectionRange(offset, offset + 1)
  }
  const insert = (name: string): void => {
    const input = last.current === 'path' ? path.current : body.current
    if (!input) return
    const [start, end] = [input.selectionStart ?? input.value.length, input.selectionEnd ?? input.value.length]
    const text = `{{ ${name} }}`
    change({ [last.current]: input.value.slice(0, start) + text + input.value.slice(end) })
    requestAnimationFrame(() => {
      input.focus()
      input.setSelectionRange(start + text.length, start + text.length)
    })
  }
  const fieldClass = (place: string): string => `cp-field${at(place).length > 0 ? ' cp-field-bad' : ''}`
  const faults = (place: string, input: TextInput | null) =>
    at(place).map((issue) => <Fault key={issue.path + issue.code} issue={issue} onGo={goTo(input)} />)

  return (
    <div className="cp-template">
      <div className="cp-template-top">
        <div className="cp-template-request">
          <div className="cp-field">
            <label className="cp-label" htmlFor="template-method">
              {message('templateMethod')}
            </label>
            <select
              id="template-method"
              className="cp-input cp-select"
              value={template.method}
              onChange={({ target }) => change({ method: target.value })}
            >
              {METHODS.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </select>
          </div>
          <div className={fieldClass('path')}>
            <label className="cp-label" htmlFor="template-path">
              {message('templatePath')}
            </label>
            <input
              ref={path}
              id="template-path"
              className="cp-input cp-mono"
              autoComplete="off"
              spellCheck={false}
              placeholder="/usuarios/{{ customer.id }}"
              value={template.path}
              onFocus={() => {
                last.current = 'path'
              }}
              onChange={({ target }) => change({ path: target.value })}
            />
          </div>
        </div>
        <p className="cp-hint">{message('templatePathHint')}</p>
        {faults('path', path.current)}
      </div>
      <div className="cp-template-edit">
        <HeaderRows
          id="template-header"
          headers={template.headers}
          issues={all}
          onChange={(headers) => change({ headers })}
        />
        <div className={fieldClass('body')}>
          <label className="cp-label" htmlFor="template-body">
            {message('templateBody')}
          </label>
          <textarea
            ref={body}
            id="template-body"
            className="cp-input cp-text-area cp-mono cp-template-body"
            rows={14}
            spellCheck={false}
            autoComplete="off"
            value={template.body}
            onFocus={() => {
              last.current = 'body'
            }}
            onChange={({ target }) => change({ body: target.value })}
          />
          {faults('body', body.current)}
          <p className="cp-hint">{message('templateBodyHint')}</p>
        </div>
        <VariableList variables={preview?.variables ?? []} onChoose={insert} />
      </div>
      <TemplatePreview preview={preview} isStale={isStale} hasFailed={hasFailed} />
    </div>
  )
}
