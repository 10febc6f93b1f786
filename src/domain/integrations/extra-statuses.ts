import type { FieldChecks } from '../field-checks.js'
import { CHOOSABLE_EVENTS } from '../state/wanted-events.js'

/** Statuses beyond 2xx that count as success for one type of event: numbers, or a text such as `404, 410`. */
export interface ExtraStatusesInput {
  eventType: string
  statuses: string | readonly number[]
}

// "Later" is no success: what was asked for did not happen and will be asked for again.
const ASKS_TO_RETRY: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504])

const readStatuses = (statuses: ExtraStatusesInput['statuses'] | null | undefined): number[] => {
  const parts = typeof statuses === 'string' ? statuses.split(/[\s,;]+/).filter(Boolean) : (statuses ?? [])
  return [...new Set(parts.map(Number))].sort((a, b) => a - b)
}

const canCount = (status: number): boolean =>
  Number.isInteger(status) && status >= 400 && status <= 599 && !ASKS_TO_RETRY.has(status)

/** The statuses by event type; refuses at `extraStatuses.0.statuses` what is no status or asks to try again. */
export const readExtraStatuses = (
  rows: readonly ExtraStatusesInput[],
  checks: FieldChecks,
): Record<string, number[]> => {
  const byType = new Map<string, number[]>()
  for (const [index, { eventType, statuses }] of rows.entries()) {
    const path = `extraStatuses.${index}`
    const read = readStatuses(statuses)
    checks.choice(`${path}.eventType`, eventType, CHOOSABLE_EVENTS)
    if (byType.has(eventType)) checks.refuse(`${path}.eventType`, 'duplicateRow')
    if (read.length === 0) checks.refuse(`${path}.statuses`, 'required')
    else if (!read.every(canCount)) checks.refuse(`${path}.statuses`, 'invalidStatus')
    byType.set(eventType, read)
  }
  return Object.fromEntries(byType)
}
