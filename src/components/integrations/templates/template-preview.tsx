import { useTranslation } from 'adminjs'
import React from 'react'
import type { Preview } from './template-data.js'

interface Props {
  preview: Preview | null
  isStale: boolean
  hasFailed: boolean
}

const pretty = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** *Pré-visualizar*: the request as the platform would get it for a sample event. */
export const TemplatePreview: React.FC<Props> = ({ preview, isStale, hasFailed }) => {
  const { translateMessage } = useTranslation()
  const message = (name: string): string => translateMessage(name, 'Integration')
  const request = preview?.request
  return (
    <section
      className="cp-template-preview"
      aria-label={message('templatePreview')}
      aria-live="polite"
      aria-busy={isStale}
    >
      <h3>{message('templatePreview')}</h3>
      {hasFailed && <p className="cp-error">{message('templatePreviewFailed')}</p>}
      {!request && !hasFailed && (
        <p className="cp-hint">{message(preview ? 'templatePreviewRefused' : 'templatePreviewLoading')}</p>
      )}
      {request && (
        <>
          <p className="cp-template-line">
            <strong>{request.method}</strong> <span className="cp-address">{request.url}</span>
          </p>
          <dl className="cp-template-headers">
            {Object.entries(request.headers).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {request.body === '' ? (
            <p className="cp-hint">{message('templateNoBody')}</p>
          ) : (
            <pre className="cp-pre">{pretty(request.body)}</pre>
          )}
          <p className="cp-hint">{message('templatePreviewHint')}</p>
        </>
      )}
    </section>
  )
}
