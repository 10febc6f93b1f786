import React from 'react'
import { formatDate } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import type { ServiceActionForm, ServiceActionName } from './action-fields.js'
import type { ServiceOverviewData, SubscriptionData } from './service-data.js'

interface Props {
  name: ServiceActionName
  form: ServiceActionForm
  data: ServiceOverviewData
}

const hears = (kind: string, { suspendOnDebt, suspendOnPartial }: SubscriptionData): boolean =>
  kind === 'debt' ? suspendOnDebt : kind === 'partial' ? suspendOnPartial : true

/** Which packages' platforms hear of it; the rules themselves are the domain's. */
const toldOf = ({ name, form, data }: Props): SubscriptionData[] => {
  const onPlatform = data.subscriptions.filter(
    ({ removedAt, integration }) => removedAt === null && integration !== null,
  )
  const suspendable = onPlatform.filter(({ sendSuspendResume }) => sendSuspendResume)
  if (name === 'suspend') return suspendable.filter((subscription) => hears(form.kind, subscription))
  if (name === 'enable' || name === 'trustUnlock') {
    return suspendable.filter(({ standing }) => /suspended|unblock/.test(standing))
  }
  return onPlatform
}

/** Kinds of the open blocks that go on counting afterwards. */
const stayingOf = ({ name, form, data }: Props): string[] => {
  const kinds = data.service.openBlocks.map(({ kind }) => kind)
  if (name === 'enable') return kinds.filter((kind) => form.left.includes(kind))
  return name === 'trustUnlock' ? kinds.filter((kind) => kind !== 'debt') : []
}

/** What an action will do, in words, before it is done. */
export const Consequences: React.FC<Props> = (props) => {
  const { name, form, data } = props
  const { desk, value: labelOf } = useDeskWords()
  if (name === 'protect' || name === 'changeStatus') return <Alert tone="info" title={desk(`${name}Text`)} />
  const staying = stayingOf(props)
  const stays = staying.length > 0
  const told = stays ? [] : toldOf(props)
  const knowsKind = name !== 'suspend' || form.kind !== ''
  const { doNotSuspendUntil } = data.service
  const isProtected = name === 'suspend' && doNotSuspendUntil !== null && doNotSuspendUntil >= data.today
  return (
    <>
      {isProtected && (
        <Alert tone="warning" title={desk('protectedUntil', { day: formatDate(doNotSuspendUntil) })}>
          <p>{desk('suspendProtected')}</p>
        </Alert>
      )}
      <Alert tone={name === 'cancel' ? 'warning' : 'info'} title={desk(`${name}Text`)}>
        {stays && (
          <p>
            {desk('staysSuspended', {
              kinds: staying.map((kind) => labelOf('kind', kind, 'ServiceBlock').toLowerCase()).join(', '),
            })}
          </p>
        )}
        {!stays && knowsKind && told.length > 0 && (
          <>
            <p>{desk(`${name}Packages`)}</p>
            <ul className="cp-desk-bullets">
              {told.map(({ id, name: packageName, integration }) => (
                <li key={id}>
                  {packageName} ({integration})
                </li>
              ))}
            </ul>
          </>
        )}
        {!stays && knowsKind && told.length === 0 && <p>{desk('noPlatformHears')}</p>}
      </Alert>
    </>
  )
}
