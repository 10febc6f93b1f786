import type { ActionJSON } from 'adminjs'

export interface ActionGroup {
  /** Name of the group's heading (`actions.<name>` in the locale); null for actions without one. */
  name: string | null
  actions: ActionJSON[]
}

/** Actions below the heading that their `parent` names; those without come first, what deletes comes last. */
export const groupActions = (actions: readonly ActionJSON[]): ActionGroup[] => {
  const deletes = (action: ActionJSON): boolean => action.name === 'delete'
  const groups = new Map<string | null, ActionJSON[]>([[null, []]])
  for (const action of actions.filter((candidate) => !deletes(candidate))) {
    const name = action.parent ?? null
    groups.set(name, [...(groups.get(name) ?? []), action])
  }
  const last = actions.filter(deletes)
  return [...[...groups].map(([name, members]) => ({ name, actions: members })), { name: null, actions: last }].filter(
    (group) => group.actions.length > 0,
  )
}
