import { Button } from '@adminjs/design-system'
import React, { useState } from 'react'
import { formatDate, formatDateTime, formatMoney } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import type { SubscriptionData } from './service-data.js'
import { Standing } from './standing.js'
import { UnlinkForm } from './unlink-form.js'

interface Props {
  subscription: SubscriptionData
  mayUnlink: boolean
  mayResend: boolean
  onChanged: () => void
}

/** A package of a service: what it is, how it stands, what it costs, and how to take it off. */
export const PackageLine: React.FC<Props> = ({ subscription, mayUnlink, mayResend, onChanged }) => {
  const { desk, value: labelOf, timeZone } = useDeskWords()
  const [isRemoving, setIsRemoving] = useState(false)
  const { name, code, integration, priceCents, origin, mandatory, expiresOn, removedAt } = subscription
  const { consentChannel, consentAt, consentBy } = subscription
  const inWords = (path: string, text: string) => labelOf(path, text, 'PackageSubscription')
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
      </div>
      <Standing subscription={subscription} />
      <div className="cp-desk-line-price cp-number">{formatMoney(priceCents)}</div>
      <div className="cp-desk-line-act">
        {mayResend && subscription.eventId !== null && !isRemoving && (
          <RecordLink resourceId="PackageSubscription" recordId={subscription.id} actionName="resendState">
            {desk('resendState')}
          </RecordLink>
        )}
        {mayUnlink && !isRemoving && (
          <Button
            type="button"
            size="sm"
            variant="outlined"
            color="danger"
            aria-label={`${desk('removePackage')}: ${name}`}
            onClick={() => setIsRemoving(true)}
          >
            {desk('remove')}
          </Button>
        )}
      </div>
      {isRemoving && (
        <UnlinkForm
          subscription={subscription}
          onDone={() => {
            setIsRemoving(false)
            onChanged()
          }}
          onCancel={() => setIsRemoving(false)}
        />
      )}
    </li>
  )
}
