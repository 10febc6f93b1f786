import type { ReportedStep } from '../../../locale/pt-br/homologation-report.js'

export interface StepData extends ReportedStep {
  eventId: string
  externalId: string | null
  login: string | null
}

/** A homologation as the server tells it; while it runs it has no end. */
export interface RunData {
  id: number
  startedAt: string
  finishedAt?: string | null
  requestedBy: string
  passed: boolean
  steps: readonly StepData[]
}

export interface HomologationsData {
  runs: readonly RunData[]
  packages: readonly { id: number; code: string; name: string }[]
}
