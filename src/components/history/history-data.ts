/** One field of a change: what it was and what it became, as recorded. */
export interface FieldChange {
  /** The property's path in the resource of the entry. */
  path: string
  before: unknown
  after: unknown
  /** That it changed is all that was recorded: the values are personal. */
  hidden?: boolean
}

/** One entry of a record's history. */
export interface HistoryEntry {
  id: string
  at: string | Date
  actor: string
  /** Name of the action as recorded, which the locale has words for. */
  action: string
  /** Id of the panel's resource that the entry is about; the table's name where there is none. */
  resourceId: string
  /** What of the record it is about, where that isn't the record itself: the name of a package, a service's number. */
  about: string | null
  reason: string | null
  changes: FieldChange[]
}

/** Answer of `showHistory`. */
export interface HistoryData {
  /** Newest first. */
  entries: HistoryEntry[]
  /** Names of the records that changes point to, by `path:id`; of a status also by its code. */
  names: Record<string, string>
  hasMore: boolean
}
