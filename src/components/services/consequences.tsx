import React from 'react'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import type { ServiceActionForm, ServiceActionName } from './action-fields.js'
import type { ServiceOverviewData, SubscriptionData } from './service-data.js'

interface Props {
  name: ServiceActionName
  form: ServiceActionForm
  data: ServiceOverviewData
}

/** Which packages' platforms hear of it; the rules themselves are the domain's. */
const toldOf = ({ name, form, data }: Props): SubscriptionData[] => {
  const onPlatform = data.subscriptions.filter(
    ({ removedAt, integration }) => removedAt === null && integration !== null,
  )
  const suspendable = onPlatform.filter(({ sendSuspendResume }) => sendSuspendResume)
  if (name === 'suspend') return suspendable.filter(({ suspendOnDebt }) => form.kind === 'request' || suspendOnDebt)
  if (name === 'enable') return suspendable.filter(({ standing }) => /suspended|unblock/.test(standing))
  return onPlatform
}

/** What an action will do, in words, before it is done. */
export const Consequences: React.FC<Props> = (props) => {
  const { name, form, data } = props
  const { desk, value: labelOf } = useDeskWords()
  const staying = data.service.openBlocks.filter(({ kind }) => form.left.includes(kind))
  const stays = name === 'enable' && staying.length > 0
  const told = stays ? [] : toldOf(props)
  const knowsKind = name !== 'suspend' || form.kind !== ''
  return (
    <Alert tone={name === 'cancel' ? 'warning' : 'info'} title={desk(`${name}Text`)}>
      {stays && (
        <p>
          {desk('staysSuspended', {
            kinds: staying.map(({ kind }) => labelOf('kind', kind, 'ServiceBlock').toLowerCase()).join(', '),
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
  )
}
