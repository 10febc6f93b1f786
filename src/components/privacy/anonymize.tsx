import type { ActionProps } from 'adminjs'
import React from 'react'
import { useActionData } from '../actions/use-action-data.js'
import { PageState } from '../forms/page-state.js'
import type { AnonymizationData } from './anonymization-data.js'
import { AnonymizationState } from './anonymization-state.js'
import { AnonymizeForm } from './anonymize-form.js'
import { PendingPlatforms } from './pending-platforms.js'
import { usePrivacyWords } from './privacy-words.js'

const POLL_MS = 5_000

const polls = ({ requestedAt, anonymizedAt }: AnonymizationData): number | null =>
  requestedAt && !anonymizedAt ? POLL_MS : null

/** *Anonimizar* (BR-76): what is erased and what stands in the way; once requested, how it stands and the way back. */
const Anonymize: React.FC<ActionProps> = ({ record, resource }) => {
  const { privacy } = usePrivacyWords()
  const customerId = String(record?.id ?? '')
  const target = { resourceId: resource.id, recordId: customerId, actionName: 'showAnonymization' }
  const { data, failure, reload } = useActionData<AnonymizationData>(target, polls)
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />
  const { requestedAt, anonymizedAt, platforms, stuckDays } = data
  if (anonymizedAt) {
    return <AnonymizationState customerId={customerId} requestedAt={requestedAt} anonymizedAt={anonymizedAt} />
  }
  return (
    <div className="cp-form cp-desk-action">
      <h2>{privacy('anonymizeTitle')}</h2>
      {!requestedAt && <p>{privacy('anonymizeText')}</p>}
      <PendingPlatforms platforms={platforms} stuckDays={stuckDays} requestedAt={requestedAt} />
      <AnonymizeForm key={String(requestedAt)} customerId={customerId} data={data} onDone={reload} />
    </div>
  )
}
export default Anonymize
