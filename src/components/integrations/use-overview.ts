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

const POLL_MS = 5000

/** How an integration is doing, read anew whenever its record changes and while its delivery is not normal. */
export const useOverview = (record: RecordJSON | undefined): Overview | null => {
  const [overview, setOverview] = useState<Overview | null>(null)
  useEffect(() => {
    if (!record) return
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const target = { resourceId: 'Integration', recordId: record.id, actionName: 'showOverview' }
    const read = async (): Promise<void> => {
      // The record's own values are on the page; these come with the next visit.
      const found = await new ApiClient().recordAction(target).then(
        ({ data }) => (data as { data?: Overview }).data ?? null,
        () => null,
      )
      if (!isCurrent || !found) return
      setOverview(found)
      if (found.delivery.state !== 'normal') timer = setTimeout(read, POLL_MS)
    }
    void read()
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [record])
  return overview
}
