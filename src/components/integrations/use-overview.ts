import { ApiClient, type RecordJSON } from 'adminjs'
import { useEffect, useState } from 'react'
import type { DeliveryHealth } from '../deliveries/delivery-data.js'
import type { HourOfDeliveries } from './integration-data.js'

export interface Overview {
  delivery: DeliveryHealth
  deliveries: { waiting: number; parked: number }
  /** The last 24 hours, oldest first; the newest is under way. */
  hours: HourOfDeliveries[]
  lastError: {
    at: string
    outcome: string
    status: number | null
    errorClass: string | null
    message: string | null
  } | null
  /** In the newest comparison with the platform. */
  openDifferences: number
  productCount: number
  /** The first hundred. */
  products: { id: number; name: string; active: boolean; lastSeenAt: string }[]
}

/** How an integration is doing, read anew whenever its record changes; null until it is known. */
export const useOverview = (record: RecordJSON | undefined): Overview | null => {
  const [overview, setOverview] = useState<Overview | null>(null)
  useEffect(() => {
    if (!record) return
    let isCurrent = true
    new ApiClient().recordAction({ resourceId: 'Integration', recordId: record.id, actionName: 'showOverview' }).then(
      ({ data }) => isCurrent && setOverview((data as { data?: Overview }).data ?? null),
      // The record's own values are on the page; these come with the next visit.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [record])
  return overview
}
