import { Button } from '@adminjs/design-system'
import React, { useState } from 'react'
import { formatDate, formatDateTime, formatMoney } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import { DiscountForm } from './discount-form.js'
import { DiscountLines } from './discount-lines.js'
import type { DiscountData, SubscriptionData } from './service-data.js'
import { Standing } from './standing.js'
import { UnlinkForm } from './unlink-form.js'

interface Props {
  subscription: SubscriptionData
  discounts: readonly DiscountData[]
  priceTodayCents: number
  today: string
  mayUnlink: boolean
  mayDiscount: boolean
  mayResend: boolean
  onChanged: () => void
}

/** A package of a service: what it is, how it stands, what it costs, and how to take it off. */
export const PackageLine: React.FC<Props> = ({ subscription, discounts, priceTodayCents, today, ...props }) => {
  const { mayUnlink, mayDiscount, mayResend, onChanged } = props
  const { desk, value: labelOf, timeZone } = useDeskWords()
  const [open, setOpen] = useState<'unlink' | 'discount' | null>(null)
  const { name, code, integration, priceCents, origin, mandatory, expiresOn, removedAt } = subscription
  const { consentChannel, consentAt, consentBy } = subscription
  const inWords = (path: string, text: string) => labelOf(path, text, 'PackageSubscription')
  const done = (): void => {
    setOpen(null)
    onChanged()
  }
  return (
    <li className="cp-desk-line" data-package={code}>
      <div className="cp-desk-line-what">
        <strong>{name}</strong>
        <span className="cp-desk-soft">
          {code} · {integration ?? desk('noPlatform')}
        </span>
        <span className="cp-desk-soft">
          {desk('origin')}: {inWords('origin', origin)}
          {mandatory && ` · ${desk('mandatory')}`}
          {expiresOn && ` · ${desk('validUntil', { day: formatDate(expiresOn) })}`}
        </span>
        {consentChannel && consentAt && (
          <span className="cp-desk-soft">
            {desk('consent', {
              channel: inWords('consentChannel', consentChannel).toLowerCase(),
              at: formatDateTime(consentAt, timeZone),
              by: consentBy ?? '',
            })}
          </span>
        )}
        {removedAt && (
          <span className="cp-desk-soft">{desk('removedAt', { at: formatDateTime(removedAt, timeZone) })}</span>
        )}
        {mayResend && subscription.eventId !== null && (
          <span className="cp-desk-soft">
            <RecordLink resourceId="PackageSubscription" recordId={subscription.id} actionName="resendState">
              {desk('resendState')}
            </RecordLink>
          </span>
        )}
      </div>
      <Standing subscription={subscription} />
      <div className="cp-desk-line-price cp-number">
        {formatMoney(priceTodayCents)}
        {priceTodayCents !== priceCents && (
          <span className="cp-desk-soft">{desk('priceWithoutDiscount', { price: formatMoney(priceCents) })}</span>
        )}
      </div>
      <div className="cp-desk-line-act">
        {mayUnlink && open !== 'unlink' && (
          <Button
            type="button"
            size="sm"
            variant="outlined"
            color="danger"
            aria-label={`${desk('removePackage')}: ${name}`}
            onClick={() => setOpen('unlink')}
          >
            {desk('remove')}
          </Button>
        )}
        {mayDiscount && open !== 'discount' && priceCents > 0 && (
          <Button
            type="button"
            size="sm"
            variant="text"
            aria-label={desk('addDiscountTo', { name })}
            onClick={() => setOpen('discount')}
          >
            {desk('addDiscount')}
          </Button>
        )}
      </div>
      <DiscountLines
        subscription={subscription}
        discounts={discounts}
        today={today}
        mayChange={mayDiscount}
        onChanged={onChanged}
      />
      {open === 'discount' && (
        <DiscountForm subscription={subscription} today={today} onDone={done} onCancel={() => setOpen(null)} />
      )}
      {open === 'unlink' && <UnlinkForm subscription={subscription} onDone={done} onCancel={() => setOpen(null)} />}
    </li>
  )
}
