import type { Action } from 'adminjs'

/** An action as a resource declares it to AdminJS. */
// biome-ignore lint/suspicious/noExplicitAny: AdminJS's answers differ by action and have no common type.
export type PanelAction = Partial<Action<any>>
