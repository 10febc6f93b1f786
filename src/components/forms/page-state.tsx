import { Button } from '@adminjs/design-system'
import React from 'react'
import { useDeskWords } from '../desk-words.js'
import { Alert } from './alert.js'

interface Props {
  /** Key of a message; null while the data is only on its way. */
  failure: string | null
  resourceId: string
  onRetry: () => void
}

/** Stands where data is not there yet, or could not be read. */
export const PageState: React.FC<Props> = ({ failure, resourceId, onRetry }) => {
  const { word, notice } = useDeskWords()
  if (!failure) return <p className="cp-desk-loading">{word('loading')}</p>
  return (
    <Alert
      tone="negative"
      // What would fill its gaps is in the notice that came with it.
      title={notice({ message: failure, type: 'error' }, resourceId).replace(/ ?\{\{\w+\}\}/g, '')}
      action={
        <Button type="button" size="sm" variant="outlined" onClick={onRetry}>
          {word('reload')}
        </Button>
      }
    />
  )
}
