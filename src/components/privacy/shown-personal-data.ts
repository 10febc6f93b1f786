import { useSyncExternalStore } from 'react'

/** A customer's personal data in the clear, as `revealPersonalData` answers it. */
export interface ShownPersonalData {
  document: string | null
  email: string | null
  phone: string | null
  accounts: { id: number; login: string | null; externalId: string | null }[]
}

interface Shown {
  customerId: string
  data: ShownPersonalData
}

let shown: Shown | null = null
const listeners = new Set<() => void>()

/** Shows one customer's data in all places of his page, or hides it again with null. Kept in this page's memory alone. */
export const showPersonalData = (next: Shown | null): void => {
  shown = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** What is shown in the clear of this customer at this moment; null while it is hidden. */
export const useShownPersonalData = (customerId: string): ShownPersonalData | null => {
  const current = useSyncExternalStore(subscribe, () => shown)
  return current?.customerId === customerId ? current.data : null
}
