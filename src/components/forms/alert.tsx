import { Icon } from '@adminjs/design-system'
import type { ReactNode } from 'react'
import React from 'react'

const ICONS = { negative: 'AlertCircle', warning: 'AlertTriangle', info: 'Info', positive: 'CheckCircle' } as const

interface Props {
  tone: keyof typeof ICONS
  title: string
  children?: ReactNode
  /** A button or link that lets the reader go on. */
  action?: ReactNode
}

/** A message inside a page that stays until its reason goes. */
export const Alert: React.FC<Props> = ({ tone, title, children, action }) => (
  <div className={`cp-alert cp-alert-${tone}`} role={tone === 'negative' ? 'alert' : 'status'}>
    <Icon icon={ICONS[tone]} />
    <div className="cp-alert-text">
      <strong>{title}</strong>
      {children && <div>{children}</div>}
    </div>
    {action && <div className="cp-alert-action">{action}</div>}
  </div>
)
