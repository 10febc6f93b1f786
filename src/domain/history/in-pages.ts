import type { EntityManager } from 'typeorm'

/** Where a page ended: an instant as PostgreSQL writes it, to the microsecond, and the row's id. */
export interface PageEnd {
  at: string
  id: string
}

/** A page of old rows: how many of them were removed, and where the next one begins. */
export interface RemovedPage {
  removed: number
  /** Null after the last. */
  end: PageEnd | null
}

export interface PageInput {
  /** Rows younger than that are not looked at. */
  keepDays: number
  after: PageEnd
  /** Rows that a page holds, removed or not. */
  limit: number
}

/** Before every row. */
export const BEGINNING: PageEnd = { at: '-infinity', id: '' }

/** Removes the old rows of one page, in the caller's transaction. Waits for nobody: a row that somebody holds stays. */
export type RemovePage = (tx: EntityManager, input: PageInput) => Promise<RemovedPage>
