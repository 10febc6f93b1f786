import { Icon } from '@adminjs/design-system'
import React from 'react'
import { useWords } from '../words.js'
import { pagesAround } from './page-numbers.js'

interface Props {
  page: number
  last: number
  onChoose: (page: number) => void
}

/** Buttons for a list's pages; nothing where there is only one. */
export const Pages: React.FC<Props> = ({ page, last, onChoose }) => {
  const { word } = useWords()
  if (last < 2) return null
  const step = (name: 'previousPage' | 'nextPage', icon: string, target: number) => (
    <button
      type="button"
      className="cp-page"
      aria-label={word(name)}
      title={word(name)}
      disabled={target < 1 || target > last}
      onClick={() => onChoose(target)}
    >
      <Icon icon={icon} />
    </button>
  )
  return (
    <nav className="cp-pages" aria-label={word('pages')}>
      {step('previousPage', 'ChevronLeft', page - 1)}
      {pagesAround(page, last).map((number, index) =>
        number === null ? (
          // A gap has no identity but its place.
          <span key={`gap-${index}`} className="cp-page-gap">
            …
          </span>
        ) : (
          <button
            key={number}
            type="button"
            className="cp-page"
            aria-label={word('page', { page: number })}
            aria-current={number === page ? 'page' : undefined}
            onClick={() => onChoose(number)}
          >
            {number}
          </button>
        ),
      )}
      {step('nextPage', 'ChevronRight', page + 1)}
    </nav>
  )
}
