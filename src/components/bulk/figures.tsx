import React from 'react'

/** A count as people read it: `1.234`. */
export const shownCount = (count: number): string => count.toLocaleString('pt-BR')

/** Counts side by side, each below its label. */
export const Figures: React.FC<{ figures: readonly (readonly [label: string, count: number])[] }> = ({ figures }) => (
  <dl className="cp-desk-facts cp-bulk-figures">
    {figures.map(([label, count]) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{shownCount(count)}</dd>
      </div>
    ))}
  </dl>
)
