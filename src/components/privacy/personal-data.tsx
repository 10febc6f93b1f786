import { Button } from '@adminjs/design-system'
import { ApiClient, type NoticeMessage, useNotice } from 'adminjs'
import React, { useEffect, useState } from 'react'
import { usePrivacyWords } from './privacy-words.js'
import { type ShownPersonalData, showPersonalData, useShownPersonalData } from './shown-personal-data.js'

interface Answer {
  notice?: NoticeMessage
  data?: ShownPersonalData
}

/** *Mostrar dados pessoais*: asks for them once, shows them until the page is left. Each asking is recorded. */
export const PersonalData: React.FC<{ customerId: string }> = ({ customerId }) => {
  const { privacy } = usePrivacyWords()
  const addNotice = useNotice()
  const [isBusy, setIsBusy] = useState(false)
  const shown = useShownPersonalData(customerId)

  // Whoever comes back to this page asks again.
  useEffect(() => () => showPersonalData(null), [customerId])

  const reveal = async (): Promise<void> => {
    setIsBusy(true)
    try {
      const request = { resourceId: 'Customer', recordId: customerId, actionName: 'revealPersonalData', data: {} }
      const { notice, data } = (await new ApiClient().recordAction(request)).data as Answer
      if (data) showPersonalData({ customerId, data })
      else if (notice) addNotice(notice)
    } catch {
      addNotice({ message: 'connectionLost', type: 'error' })
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <div className="cp-personal" role="status">
      <span>{privacy(shown ? 'personalShown' : 'personalHidden')}</span>
      {shown ? (
        <Button type="button" size="sm" variant="text" onClick={() => showPersonalData(null)}>
          {privacy('personalHide')}
        </Button>
      ) : (
        <Button type="button" size="sm" variant="outlined" disabled={isBusy} onClick={reveal}>
          {privacy('personalShow')}
        </Button>
      )}
    </div>
  )
}
