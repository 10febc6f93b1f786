import { Button } from '@adminjs/design-system'
import React, { useState } from 'react'
import { formatDate, formatMoney } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { EndDiscountForm } from './end-discount-form.js'
import type { DiscountData, SubscriptionData } from './service-data.js'

interface Props {
  subscription: SubscriptionData
  discounts: readonly DiscountData[]
  today: string
  mayChange: boolean
  onChanged: () => void
}

/** The discounts of a package that run or are still to come: how much, from when until when, and how to end one. */
export const DiscountLines: React.FC<Props> = ({ subscription, discounts, today, mayChange, onChanged }) => {
  const { desk } = useDeskWords()
  const [ending, setEnding] = useState<number | null>(null)
  const days = ({ startsOn, endsOn }: DiscountData): string => {
    const from = formatDate(startsOn)
    if (endsOn === null) return desk('discountFrom', { from })
    return endsOn === startsOn
      ? desk('discountOnDay', { from })
      : desk('discountFromUntil', { from, until: formatDate(endsOn) })
  }
  if (discounts.length === 0) return null
  return (
    <ul className="cp-discounts" aria-label={desk('discounts')}>
      {discounts.map((discount) => (
        <li key={discount.id} data-discount={discount.id}>
          <span className="cp-discount">
            <strong className="cp-number">− {formatMoney(discount.amountCents)}</strong>
            <span>{discount.description}</span>
            <span className="cp-desk-soft">{days(discount)}</span>
          </span>
          {mayChange && ending !== discount.id && (
            <Button
              type="button"
              size="sm"
              variant="text"
              aria-label={desk('endDiscountNamed', { name: discount.description })}
              onClick={() => setEnding(discount.id)}
            >
              {desk('endDiscount')}
            </Button>
          )}
          {ending === discount.id && (
            <EndDiscountForm
              serviceId={subscription.serviceId}
              discount={discount}
              today={today}
              onDone={() => {
                setEnding(null)
                onChanged()
              }}
              onCancel={() => setEnding(null)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
