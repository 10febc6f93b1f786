import React, { useRef } from 'react'
import { useWords } from '../words.js'
import type { Tab } from './tabs.js'

interface Props {
  tabs: readonly Tab[]
  current: string
  resourceId: string
  errors?: ReadonlyMap<string, number>
  onChoose: (id: string) => void
}

/** The row of tabs: arrow keys move along it, and a tab with refused fields says so in words. */
export const TabList: React.FC<Props> = ({ tabs, current, resourceId, errors, onChoose }) => {
  const { at, word } = useWords()
  const list = useRef<HTMLDivElement>(null)
  if (tabs.length < 2) return null

  const moveAlong = (event: React.KeyboardEvent, index: number): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = tabs[(index + step + tabs.length) % tabs.length]
    if (!step || !next) return
    event.preventDefault()
    onChoose(next.id)
    list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus()
  }

  return (
    <div className="cp-tabs" role="tablist" ref={list}>
      {tabs.map((tab, index) => {
        const count = errors?.get(tab.id) ?? 0
        return (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`tab-${tab.id}`}
            className="cp-tab"
            aria-selected={tab.id === current}
            aria-controls={`panel-${tab.id}`}
            tabIndex={tab.id === current ? 0 : -1}
            onClick={() => onChoose(tab.id)}
            onKeyDown={(event) => moveAlong(event, index)}
          >
            {at(`resources.${resourceId}.tabs.${tab.id}`, tab.id)}
            {count > 0 && (
              <span className="cp-tab-errors">
                <span aria-hidden="true">{count}</span>
                <span className="cp-hidden">{word('tabHasErrors')}</span>
              </span>
            )}
          </button>
        )
      })}
    </div>
  )
}
