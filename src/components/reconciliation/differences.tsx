import { useTranslation } from 'adminjs'
import React from 'react'
import { useDeskWords } from '../desk-words.js'
import { Pages } from '../list/pages.js'
import { CorrectAll } from './correct-all.js'
import { DifferenceLine } from './difference-line.js'
import type { ReconciliationData } from './reconciliation-data.js'

const KINDS = ['missing_there', 'extra_there', 'different_state', 'different_product'] as const
const SITUATIONS = ['open', 'settled', 'all'] as const

interface Props {
  data: ReconciliationData
  recordId: string
  query: Readonly<Record<string, string>>
  onQuery: (query: Record<string, string>) => void
  onChanged: () => void
}

/** What a comparison found, by kind and situation, page by page, with what can be done about it. */
export const Differences: React.FC<Props> = ({ data, recordId, query, onQuery, onChanged }) => {
  const { value } = useDeskWords()
  const { translateMessage } = useTranslation()
  const message = (name: string, params?: Record<string, string | number>): string =>
    translateMessage(name, 'Reconciliation', params)
  const { differences, kinds, page, pages, total, mayCorrect, integrationActive, runId } = data
  const openOf = (kind: string): number => kinds.find((count) => count.kind === kind)?.open ?? 0
  const choose = (name: string, chosen: string): void => {
    const { page: _, ...rest } = query
    onQuery({ ...rest, runId: String(runId ?? ''), [name]: chosen })
  }
  return (
    <section className="cp-desk-card" aria-labelledby="differences-title">
      <div className="cp-desk-head">
        <h2 id="differences-title">{message('differences')}</h2>
      </div>
      <div className="cp-difference-filter">
        <label>
          <span className="cp-label">{message('filterKind')}</span>
          <select className="cp-input" value={query.kind ?? ''} onChange={({ target }) => choose('kind', target.value)}>
            <option value="">{message('allKinds')}</option>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {value('kind', kind, 'ReconciliationDifference')} ({openOf(kind).toLocaleString('pt-BR')})
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="cp-label">{message('filterSituation')}</span>
          <select
            className="cp-input"
            value={query.situation ?? 'open'}
            onChange={({ target }) => choose('situation', target.value)}
          >
            {SITUATIONS.map((situation) => (
              <option key={situation} value={situation}>
                {message(`situation_${situation}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {mayCorrect && integrationActive && (
        <CorrectAll data={data} recordId={recordId} kind={query.kind ?? ''} onChanged={onChanged} />
      )}
      {differences.length === 0 ? (
        <p className="cp-desk-empty">{message('noneOfThese')}</p>
      ) : (
        <ul className="cp-desk-lines">
          {differences.map((difference) => (
            <DifferenceLine
              key={difference.id}
              difference={difference}
              recordId={recordId}
              runId={runId ?? 0}
              mayCorrect={mayCorrect && integrationActive}
              onChanged={onChanged}
            />
          ))}
        </ul>
      )}
      {pages > 1 && (
        <div className="cp-difference-foot">
          <span className="cp-desk-soft">{message('found', { count: total.toLocaleString('pt-BR') })}</span>
          <Pages
            page={page}
            last={pages}
            onChoose={(next) => onQuery({ ...query, runId: String(runId ?? ''), page: String(next) })}
          />
        </div>
      )}
    </section>
  )
}
