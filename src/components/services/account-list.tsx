import React from 'react'
import { formatDateTime } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import { useShownPersonalData } from '../privacy/shown-personal-data.js'
import { Badge } from '../properties/badge.js'
import { ResetAccess } from './reset-access.js'
import type { AccountData } from './service-data.js'

interface Props {
  accounts: readonly AccountData[]
  customerId: string
  onChanged: () => void
}

/** A customer's users on platforms, and whether something for them waits. */
export const AccountList: React.FC<Props> = ({ accounts, customerId, onChanged }) => {
  const { desk, property: nameOf, timeZone } = useDeskWords()
  const shown = new Map(useShownPersonalData(customerId)?.accounts.map((account) => [account.id, account]))
  const name = (path: string) => nameOf(path, 'PlatformAccount')
  if (accounts.length === 0) return <p className="cp-desk-empty">{desk('noAccounts')}</p>
  return (
    <ul className="cp-desk-accounts">
      {accounts.map(({ id, integration, externalId, login, lastConfirmedAt, waiting, parked, mayReset }) => (
        <li key={id}>
          <RecordLink resourceId="PlatformAccount" recordId={id}>
            {integration}
          </RecordLink>
          <span>
            {name('login')}: {shown.get(id)?.login ?? login ?? '—'}
          </span>
          <span>
            {name('externalId')}: {shown.get(id)?.externalId ?? externalId ?? '—'}
          </span>
          <span>
            {lastConfirmedAt
              ? desk('confirmedAt', { at: formatDateTime(lastConfirmedAt, timeZone) })
              : desk('neverConfirmed')}
          </span>
          {parked ? (
            <Badge tone="negative">{desk('queueParked', { count: waiting })}</Badge>
          ) : (
            waiting > 0 && <Badge tone="waiting">{desk('queueWaiting', { count: waiting })}</Badge>
          )}
          {mayReset && <ResetAccess accountId={id} integration={integration} onDone={onChanged} />}
        </li>
      ))}
    </ul>
  )
}
