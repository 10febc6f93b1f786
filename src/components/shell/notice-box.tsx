import { Icon } from '@adminjs/design-system'
import { type NoticeMessage, useTranslation } from 'adminjs'
import React, { useEffect } from 'react'
import { useDispatch, useSelector } from 'react-redux'
import { useWords } from '../words.js'

type Notice = NoticeMessage & { id: string }

const ICONS = { success: 'CheckCircle', danger: 'AlertCircle', warning: 'AlertTriangle', info: 'Info' } as const

/** Good news leaves by itself, as does what the form below says again; other bad news stays until it is closed. */
const PASSING_MS = 6000

const SHOWN_AT_ONCE = 3

/** The fields below say it again. */
const FORM_REFUSED = /thereWereValidationErrors|INVALID_INPUT/

/** The newest few, each sentence once; a form's refusal only until something later succeeded. */
const worthShowing = (notices: readonly Notice[]): Notice[] =>
  notices
    .filter(({ message }, index) => {
      const later = notices.slice(index + 1)
      if (FORM_REFUSED.test(message) && later.some(({ type }) => type === 'success')) return false
      return !later.some((notice) => notice.message === message)
    })
    .slice(-SHOWN_AT_ONCE)

const OneNotice: React.FC<{ notice: Notice; drop: () => void }> = ({ notice, drop }) => {
  const { translateMessage } = useTranslation()
  const { word, issue } = useWords()
  const variant: keyof typeof ICONS = notice.type === 'error' ? 'danger' : (notice.type ?? 'info')
  const isGood = variant === 'success' || variant === 'info'

  const isPassing = isGood || FORM_REFUSED.test(notice.message)

  // Each notice has one clock of its own.
  useEffect(() => {
    if (!isPassing) return
    const timer = setTimeout(drop, PASSING_MS)
    return () => clearTimeout(timer)
  }, [notice.id])

  return (
    <div className={`cp-notice cp-notice-${variant}`} role={isGood ? 'status' : 'alert'}>
      <Icon icon={ICONS[variant]} />
      <div className="cp-notice-text">
        {issue({ message: translateMessage(notice.message, notice.resourceId, notice.options) })}
        {notice.body}
      </div>
      <button type="button" className="cp-icon-button" aria-label={word('close')} onClick={drop}>
        <Icon icon="X" />
      </button>
    </div>
  )
}

/** What the last actions came to. */
const NoticeBox: React.FC = () => {
  const notices = useSelector((state: { notices: Notice[] }) => state.notices)
  const dispatch = useDispatch()
  return (
    <div className="cp-notices" data-testid="notice-wrapper">
      {worthShowing(notices).map((notice) => (
        <OneNotice
          key={notice.id}
          notice={notice}
          drop={() => dispatch({ type: 'DROP_NOTICE', data: { noticeId: notice.id } })}
        />
      ))}
    </div>
  )
}
export default NoticeBox
