import { Button } from '@adminjs/design-system'
import React, { type FormEvent, useState } from 'react'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { FormFoot } from '../forms/form-foot.js'

interface Props {
  resourceId: string
  asked: Readonly<Record<string, string>>
  count: number
  onDone: () => void
}

/** BR-90: sends everything found again, once its number was seen and confirmed. */
export const RedeliverAll: React.FC<Props> = ({ resourceId, asked, count, onDone }) => {
  const { desk } = useDeskWords()
  // What the person confirms is the number of when they were asked, whatever is counted meanwhile.
  const [confirming, setConfirming] = useState<number | null>(null)
  const { post, isBusy, refusal } = useActionForm({ resourceId, actionName: 'redeliverAll' })
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!(await post({ ...asked, expectedCount: String(confirming) }))) return
    setConfirming(null)
    onDone()
  }
  if (confirming === null) {
    return (
      <Button type="button" variant="contained" onClick={() => setConfirming(count)}>
        {desk('redeliverAll', { number: count })}
      </Button>
    )
  }
  return (
    <form className="cp-desk-inline cp-heads-confirm" onSubmit={submit} noValidate>
      <h3>{desk('redeliverAllTitle', { count: confirming })}</h3>
      <p>{desk('redeliverAllText')}</p>
      <FormFoot
        label={desk('redeliverAllButton')}
        isBusy={isBusy}
        resourceId={resourceId}
        refusal={refusal}
        onCancel={() => setConfirming(null)}
      />
    </form>
  )
}
