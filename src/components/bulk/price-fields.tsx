import React from 'react'
import type { DeskWord } from '../../locale/words.js'
import { useDeskWords } from '../desk-words.js'
import { Labelled } from '../forms/labelled.js'
import { MoneyInput } from '../properties/money-input.js'
import type { FieldError } from '../words.js'
import { type BulkForm, PRICE_RULES } from './bulk-form.js'

const WORDS: Readonly<Record<string, DeskWord>> = {
  package: 'bulkPricePackage',
  keep: 'bulkPriceKeep',
  fixed: 'bulkPriceFixed',
  percent: 'bulkPricePercent',
}

interface Props {
  form: BulkForm
  errors: Readonly<Record<string, FieldError>>
  onChange: (changed: Partial<BulkForm>) => void
}

/** Where the price comes from: the package, what it was, an amount or a percentage. */
export const PriceFields: React.FC<Props> = ({ form, errors, onChange }) => {
  const { desk } = useDeskWords()
  const rules = form.kind === '' ? [] : (PRICE_RULES[form.kind] ?? [])
  if (rules.length === 0) return null
  return (
    <>
      <Labelled id="priceRule" label={desk('bulkPrice')} error={errors.priceRule} required group>
        {() =>
          rules.map((rule) => (
            <label key={rule} className="cp-tick">
              <input
                type="radio"
                name="priceRule"
                value={rule}
                checked={form.priceRule === rule}
                onChange={() => onChange({ priceRule: rule })}
              />
              <span className="cp-bulk-rule">
                {desk(WORDS[rule] ?? 'bulkPrice')}
                {rule === 'package' && <em className="cp-desk-why">{desk('bulkPricePackageHint')}</em>}
              </span>
            </label>
          ))
        }
      </Labelled>
      {form.priceRule === 'fixed' && (
        <Labelled id="priceCents" label={desk('bulkPriceCents')} error={errors.priceCents} required>
          {(ids) => <MoneyInput {...ids} value={form.priceCents} onChange={(priceCents) => onChange({ priceCents })} />}
        </Labelled>
      )}
      {form.priceRule === 'percent' && (
        <Labelled
          id="percent"
          label={desk('bulkPercent')}
          hint={desk('bulkPercentHint')}
          error={errors.percent}
          required
        >
          {(ids) => (
            <input
              {...ids}
              className="cp-input"
              inputMode="text"
              autoComplete="off"
              value={form.percent}
              onChange={({ target }) => onChange({ percent: target.value })}
            />
          )}
        </Labelled>
      )}
      {(errors.confirmZeroPrice || form.confirmZeroPrice) && (
        <Labelled id="confirmZeroPrice" label="" error={errors.confirmZeroPrice} group>
          {() => (
            <label className="cp-tick">
              <input
                type="checkbox"
                className="cp-check"
                checked={form.confirmZeroPrice}
                onChange={({ target: { checked } }) => onChange({ confirmZeroPrice: checked })}
              />
              <span>{desk('bulkZero')}</span>
            </label>
          )}
        </Labelled>
      )}
    </>
  )
}
