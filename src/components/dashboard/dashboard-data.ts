import type { AlertData } from '../alerts/alert-data.js'
import type { DeliveryHealth } from '../deliveries/delivery-data.js'

/** What the dashboard's handler answers; a figure that the reader may not see is left out. */
export interface DashboardData {
  figures?: DashboardFigure[]
  /** What needs a person, newest first, and how many there are besides; absent for who may not see alerts. */
  alerts?: { shown: AlertData[]; more: number }
  /** Active platforms that nothing goes out to now, longest first; at most five. */
  heldPlatforms?: HeldPlatform[]
  /** Which of the first steps are done; absent once nobody needs them any more. */
  steps?: Record<DashboardStep, boolean>
}

export interface HeldPlatform {
  id: number
  name: string
  delivery: DeliveryHealth
  /** The platform's page; left out for a reader who may not open it. */
  href?: string
}

export interface DashboardFigure {
  name:
    | 'customers'
    | 'activeServices'
    | 'suspendedServices'
    | 'activePackages'
    | 'waitingEvents'
    | 'parkedLanes'
    | 'heldBrakes'
  value: number
  /** Where the figure's records are; the panel's own path. */
  href?: string
}

export const DASHBOARD_STEPS = ['integration', 'sync', 'package', 'link'] as const
export type DashboardStep = (typeof DASHBOARD_STEPS)[number]
