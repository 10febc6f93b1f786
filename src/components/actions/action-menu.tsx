import { Icon } from '@adminjs/design-system'
import { type ActionJSON, actionHref, buildActionTestId, useTranslation } from 'adminjs'
import React, { type ReactNode, useEffect, useRef, useState } from 'react'
import { groupActions } from './action-groups.js'

interface Props {
  actions: readonly ActionJSON[]
  resourceId: string
  recordId?: string | undefined
  /** What the button says to those who don't see it. */
  label: string
  className: string
  children: ReactNode
  onRun: (event: React.MouseEvent, action: ActionJSON) => void
}

/** A button with a menu of actions; headings stand where AdminJS has menus that fly out, which no phone can open. */
export const ActionMenu: React.FC<Props> = ({ actions, resourceId, recordId, label, className, children, onRun }) => {
  const { translateAction } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const box = useRef<HTMLSpanElement>(null)
  const items = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])]

  useEffect(() => {
    if (!isOpen) return
    box.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus({ preventScroll: true })
    const closeOutside = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setIsOpen(false)
    }
    document.addEventListener('pointerdown', closeOutside)
    return () => document.removeEventListener('pointerdown', closeOutside)
  }, [isOpen])

  const moveInside = (event: React.KeyboardEvent): void => {
    if (event.key === 'Escape') {
      setIsOpen(false)
      box.current?.querySelector('button')?.focus()
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (!step) return
    event.preventDefault()
    const all = items()
    all[(all.indexOf(document.activeElement as HTMLElement) + step + all.length) % all.length]?.focus()
  }

  if (actions.length === 0) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the menu's items, which bubble to here.
    <span className="cp-menu" ref={box} onKeyDown={moveInside}>
      <button
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-testid="actions-dropdown"
        onClick={() => setIsOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <div className="cp-menu-list" role="menu" aria-label={label}>
          {groupActions(actions).map((group, index) => (
            <div key={group.name ?? index} className="cp-menu-group">
              {group.name && <div className="cp-menu-title">{translateAction(group.name, resourceId)}</div>}
              {group.actions.map((action) => (
                <a
                  key={action.name}
                  role="menuitem"
                  className={`cp-menu-item${action.variant === 'danger' ? ' cp-menu-danger' : ''}`}
                  href={actionHref(action, { resourceId, ...(recordId ? { recordId } : {}) }) ?? '#'}
                  data-testid={buildActionTestId(action)}
                  onClick={(event) => {
                    setIsOpen(false)
                    onRun(event, action)
                  }}
                >
                  {action.icon && <Icon icon={action.icon} />}
                  {translateAction(action.label, resourceId)}
                </a>
              ))}
            </div>
          ))}
        </div>
      )}
    </span>
  )
}
