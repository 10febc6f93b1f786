import { Button } from '@adminjs/design-system'
import type { NoticeMessage } from 'adminjs'
import React from 'react'
import { useDeskWords } from '../desk-words.js'
import { Alert } from './alert.js'

interface Props {
  /** What the button does, in words. */
  label: string
  isBusy: boolean
  isDanger?: boolean
  resourceId: string
  refusal: NoticeMessage | null
  onCancel: () => void
}

/** The end of an action's form: why it was refused as a whole, the button, and the way out. */
export const FormFoot: React.FC<Props> = ({ label, isBusy, isDanger = false, resourceId, refusal, onCancel }) => {
  const { word, notice } = useDeskWords()
  return (
    <>
      {refusal && (
        <div className="cp-form-refusal">
          <Alert tone="negative" title={notice(refusal, resourceId)} />
        </div>
      )}
      <div className="cp-form-foot">
        <Button type="submit" variant="contained" color={isDanger ? 'danger' : 'primary'} disabled={isBusy}>
          {isBusy ? word('saving') : label}
        </Button>
        <Button type="button" variant="text" onClick={onCancel}>
          {word('back')}
        </Button>
      </div>
    </>
  )
}
