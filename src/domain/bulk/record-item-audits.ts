import type { EntityManager } from 'typeorm'
import { type AuditInput, recordAudits } from '../record-audit.js'

type Entry = Pick<AuditInput, 'recordId' | 'before' | 'after'>

/** Audits what one person's job did to many records, in one statement. */
export const recordItemAudits = async (
  tx: EntityManager,
  { entries, ...common }: Omit<AuditInput, keyof Entry> & { entries: readonly Entry[] },
): Promise<void> => {
  if (entries.length > 0) {
    await recordAudits(
      tx,
      entries.map((entry) => ({ ...common, ...entry })),
    )
  }
}
