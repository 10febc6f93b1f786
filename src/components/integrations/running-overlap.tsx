import { Button } from '@adminjs/design-system'
import { useModal, useTranslation } from 'adminjs'
import React, { type ReactNode } from 'react'
import { Alert } from '../forms/alert.js'

interface Props {
  /** When the previous secret ends by itself, as people read it. */
  until: string
  isBusy: boolean
  /** A secret is on the screen: nothing beside it to press by mistake. */
  isQuiet: boolean
  onEnd: () => void
  onReplace: () => void
}

/** Two secrets sign: until when, and the two ways to change that. */
export const RunningOverlap: React.FC<Props> = ({ until, isBusy, isQuiet, onEnd, onReplace }) => {
  const { translateMessage } = useTranslation()
  const message = (name: string, params?: Record<string, string>): string =>
    translateMessage(name, 'Integration', params)
  const { openModal } = useModal()
  const ask = (name: string, confirmAction: () => void): void =>
    openModal({
      modalProps: { variant: 'danger', label: 'confirm', title: message(`${name}Sure`), subTitle: '' },
      type: 'confirm',
      resourceId: 'Integration',
      confirmAction,
    })
  const way = (name: string, onClick: () => void): ReactNode => (
    <div className="cp-way">
      <p>{message(`${name}Text`)}</p>
      <div className="cp-step-line">
        <Button type="button" variant="outlined" disabled={isBusy} onClick={() => ask(name, onClick)}>
          {message(name)}
        </Button>
      </div>
    </div>
  )
  return (
    <>
      <Alert tone="info" title={message('secretPreviousUntil', { until })} />
      {!isQuiet && way('secretEndPrevious', onEnd)}
      {!isQuiet && way('secretReplace', onReplace)}
    </>
  )
}
