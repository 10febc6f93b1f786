import type { ActionProps } from 'adminjs'
import React from 'react'

// AdminJS registers components under this global; it has no other way to find one by name.
declare const AdminJS: { UserComponents: Record<string, React.FC<ActionProps> | undefined> }

/** A registered component inside a tab. */
export const Extra: React.FC<{ name: string; props: ActionProps }> = ({ name, props }) => {
  const Component = AdminJS.UserComponents[name]
  if (!Component) throw new TypeError(`component ${name} is not registered`)
  return <Component {...props} />
}
