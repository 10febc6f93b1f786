/** An alert as its sentence needs it; a place is where a person goes on from it. */
export interface AlertData {
  id: number
  kind: string
  number: number
  integrationId: number | null
  platform: string | null
  job: string | null
  hours: number | null
  brakeId: number | null
  /** An interruption that a person made. */
  forced: boolean
  since: string
  isOver: boolean
}

/** One of the events that an alert counts. */
export interface AlertEventData {
  id: string
  title: string
}
