import { DATA_PROFILES, type Integration, PAYLOAD_FORMATS, SUCCESS_RULES } from '../../entities/integration.js'
import type { FieldChecks } from '../field-checks.js'
import { CHOOSABLE_EVENTS, refuseEventTypes } from '../state/wanted-events.js'

const MAX_EXPIRING_DAYS = 90

/** Between which the limits of a platform lie. */
export const DELIVERY_LIMITS = {
  maxInFlight: { min: 1, max: 10_000 },
  rateLimitPerMinute: { min: 1, max: 600_000 },
} as const
const BODY_PATH = /^[^.\s]+(\.[^.\s]+)*$/

/** Drops what the other settings make meaningless, and puts events into the catalogue's order. */
export const normalizeDeliverySettings = (record: Integration): void => {
  const chosen = record.eventTypes ?? []
  const known = CHOOSABLE_EVENTS.filter((name) => chosen.includes(name))
  record.eventTypes = [...known, ...chosen.filter((name) => !(CHOOSABLE_EVENTS as readonly string[]).includes(name))]
  if (record.successRule !== 'body_value') Object.assign(record, { successPath: null, successValue: null })
  if (!record.eventTypes.includes('content.subscription.expiring')) record.expiringDays = null
}

/** Refuses field by field what is told to a platform, how, and which answers count (BR-73, BR-83). */
export const checkDeliverySettings = (record: Integration, checks: FieldChecks): void => {
  checks.choice('dataProfile', record.dataProfile, DATA_PROFILES)
  checks.choice('payloadFormat', record.payloadFormat, PAYLOAD_FORMATS)
  const refusal = refuseEventTypes(record.eventTypes, record.payloadFormat)
  if (refusal) checks.refuse('eventTypes', refusal)
  const { expiringDays } = record
  if (record.eventTypes.includes('content.subscription.expiring')) {
    if (expiringDays === null || expiringDays === undefined) checks.refuse('expiringDays', 'required')
    else if (!Number.isInteger(expiringDays) || expiringDays < 1 || expiringDays > MAX_EXPIRING_DAYS)
      checks.refuse('expiringDays', 'outOfRange', { min: 1, max: MAX_EXPIRING_DAYS })
  }
  for (const path of ['maxInFlight', 'rateLimitPerMinute'] as const) {
    const limit = record[path]
    const { min, max } = DELIVERY_LIMITS[path]
    if (limit === null || limit === undefined) continue
    if (!Number.isInteger(limit)) checks.refuse(path, 'invalidInteger')
    else if (limit < min || limit > max) checks.refuse(path, 'outOfRange', { min, max })
  }
  checks.choice('successRule', record.successRule, SUCCESS_RULES)
  if (record.successRule !== 'body_value') return
  checks.text('successPath', record.successPath, 200)
  if (record.successPath?.trim() && !BODY_PATH.test(record.successPath)) checks.refuse('successPath', 'invalidBodyPath')
  checks.text('successValue', record.successValue, 200)
}
