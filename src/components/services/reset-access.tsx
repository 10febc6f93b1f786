import { Button } from '@adminjs/design-system'
import type { ActionJSON } from 'adminjs'
import React from 'react'
import { useRunAction } from '../actions/use-run-action.js'
import { useDeskWords } from '../desk-words.js'

const ACTION = { name: 'resetCredentials', component: false, guard: 'confirmResetCredentials' } as unknown as ActionJSON

interface Props {
  accountId: number
  /** Name of the platform, which tells several such buttons apart. */
  integration: string
  onDone: () => void
}

/** Asks, and then has the platform send its user his access again. */
export const ResetAccess: React.FC<Props> = ({ accountId, integration, onDone }) => {
  const { desk } = useDeskWords()
  const run = useRunAction({ resourceId: 'PlatformAccount', recordId: String(accountId) }, onDone)
  return (
    <Button
      type="button"
      size="sm"
      variant="outlined"
      aria-label={`${desk('resetCredentials')}: ${integration}`}
      onClick={(event: React.MouseEvent) => run(event, ACTION)}
    >
      {desk('resetCredentials')}
    </Button>
  )
}
