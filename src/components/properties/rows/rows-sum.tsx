import type { PropertyJSON, RecordJSON } from 'adminjs'
import React from 'react'
import { centsOf, formatMoney } from '../../../locale/format.js'
import { useWords } from '../../words.js'
import { cellText, type Row, type RowsOptions } from './columns.js'
import { percentSum } from './split-rows.js'

interface Props {
  rows: readonly Row[]
  options: RowsOptions
  record: RecordJSON
  property: PropertyJSON
}

const cents = (text: string): number => centsOf(text) ?? 0

/** What the rows add up to and, where they must add up to an amount of the record, what is still missing. */
export const RowsSum: React.FC<Props> = ({ rows, options, record, property }) => {
  const { word, property: nameOf } = useWords()
  const percent = percentSum(options, record, rows)
  if (percent) {
    return (
      <output className={`cp-rows-sum${percent.isWhole ? '' : ' cp-rows-sum-off'}`}>
        {word('sum')}: <strong>{percent.text}</strong>
      </output>
    )
  }
  const sum = rows.reduce((total, row) => total + cents(cellText(row, options.sum ?? '')), 0)
  const target = options.sumTo ? cents(String(record.params[options.sumTo] ?? '')) : sum
  return (
    <output className={`cp-rows-sum${sum === target ? '' : ' cp-rows-sum-off'}`}>
      {word('sum')}: <strong>{formatMoney(sum)}</strong>
      {sum !== target && options.sumTo && (
        <>
          {' '}
          · {nameOf(options.sumTo, property.resourceId)}: <strong>{formatMoney(target)}</strong>
        </>
      )}
    </output>
  )
}
