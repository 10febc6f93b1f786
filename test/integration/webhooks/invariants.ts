import type { DataSource } from 'typeorm'

/** An event that is in the database now: what committed, and nothing else. */
export interface CommittedEvent {
  id: string
  laneId: number
  sequence: number
  /** `failed` and `skipped` were given up where a person sees it, so they need not have arrived. */
  state: string
}

/** A request as its platform saw it; both instants by one clock. */
export interface SeenRequest {
  id: string
  signatureOk: boolean
  /** Whether the platform answered with success, and in full. */
  accepted: boolean
  startedAt: number
  /** Undefined while the answer is under way. */
  endedAt: number | undefined
}

export interface DeliveryRecord {
  committed: readonly CommittedEvent[]
  requests: readonly SeenRequest[]
  /** Whether a crash or an unknown outcome explains this many requests beyond the first accepted one. None does by default. */
  mayRepeat?: (event: CommittedEvent, repeats: number) => boolean
  /** Whether a process was stopped while its request was under way: it can't be broken off then. */
  mayOverlap?: (event: CommittedEvent, startedAt: number) => boolean
}

interface Delivery {
  event: CommittedEvent
  requests: SeenRequest[]
}

/** What contradicts the promise of delivery, one sentence each; empty when it was kept. */
export const findBrokenPromises = (record: DeliveryRecord): string[] => {
  const deliveries = new Map(record.committed.map((event) => [event.id, { event, requests: [] as SeenRequest[] }]))
  const uncommitted = new Set<string>()
  for (const request of record.requests) {
    const delivery = deliveries.get(request.id)
    if (delivery) delivery.requests.push(request)
    else uncommitted.add(request.id)
  }
  const lanes = lanesOf([...deliveries.values()])
  return [
    ...[...uncommitted].map((id) => `${id} was sent, and never committed`),
    ...record.requests.filter(({ signatureOk }) => !signatureOk).map(({ id }) => `${id} came with a wrong signature`),
    ...[...deliveries.values()].flatMap((delivery) => brokenAlone(delivery, record)),
    ...lanes.flatMap(brokenOrder),
    ...lanes.flatMap((lane) => overlaps(lane, record)),
  ]
}

const nameOf = ({ id, laneId, sequence }: CommittedEvent) => `event ${sequence} of lane ${laneId} (${id})`

const lanesOf = (deliveries: Delivery[]): Delivery[][] => {
  const lanes = new Map<number, Delivery[]>()
  for (const delivery of deliveries) {
    const lane = lanes.get(delivery.event.laneId) ?? []
    lanes.set(delivery.event.laneId, lane)
    lane.push(delivery)
  }
  return [...lanes.values()].map((lane) => lane.sort((a, b) => a.event.sequence - b.event.sequence))
}

const brokenAlone = ({ event, requests }: Delivery, { mayRepeat = () => false }: DeliveryRecord): string[] => {
  const broken: string[] = []
  const first = requests.findIndex(({ accepted }) => accepted)
  if (event.state === 'pending') broken.push(`${nameOf(event)} is still pending`)
  if (event.state === 'delivered' && first < 0) broken.push(`${nameOf(event)} never arrived`)
  const repeats = first < 0 ? 0 : requests.length - first - 1
  if (repeats > 0 && !mayRepeat(event, repeats)) broken.push(`${nameOf(event)} was repeated without cause`)
  return broken
}

const brokenOrder = (lane: readonly Delivery[]): string[] => {
  const broken: string[] = []
  for (const [index, { event, requests }] of lane.entries()) {
    const before = lane[index - 1]
    const [start] = requests
    if (!before || !start || before.event.state === 'failed' || before.event.state === 'skipped') continue
    const succeededAt = before.requests.find(({ accepted }) => accepted)?.endedAt ?? Number.POSITIVE_INFINITY
    if (start.startedAt < succeededAt) broken.push(`${nameOf(event)} started before its predecessor succeeded`)
  }
  return broken
}

const overlaps = (lane: readonly Delivery[], { mayOverlap = () => false }: DeliveryRecord): string[] => {
  const requests = lane
    .flatMap(({ event, requests: own }) => own.map((request) => ({ event, ...request })))
    .sort((a, b) => a.startedAt - b.startedAt)
  let busyUntil = Number.NEGATIVE_INFINITY
  const broken: string[] = []
  for (const { event, startedAt, endedAt = Number.POSITIVE_INFINITY } of requests) {
    if (startedAt < busyUntil && !mayOverlap(event, startedAt))
      broken.push(`${nameOf(event)} was in flight beside another request`)
    busyUntil = Math.max(busyUntil, endedAt)
  }
  return broken
}

/** Every event that committed and has a place in some lane. */
export const readCommitted = (dataSource: DataSource): Promise<CommittedEvent[]> =>
  dataSource.query(
    `select id, lane_id as "laneId", sequence, state from content_platforms.webhook_event where lane_id is not null`,
  )

/**
 * Explains repetitions of events whose success was written down once at most: what the platform took besides was never
 * known here. For tests in which a process or the database goes away.
 */
export const explainByUnknownOutcome = async (dataSource: DataSource): Promise<(event: CommittedEvent) => boolean> => {
  const rows: { id: string }[] = await dataSource.query(
    `select event_id as id from content_platforms.delivery_attempt where outcome = 'accepted'
     group by event_id having count(distinct started_at) > 1`,
  )
  const knownTwice = new Set(rows.map(({ id }) => id))
  return ({ id }) => !knownTwice.has(id)
}

/**
 * The same for tests in which only platforms fail: an event may have arrived once more for each of its attempts whose end
 * nobody saw, such as one that ran into the deadline on a busy machine.
 */
export const explainByUnseenAnswer = async (
  dataSource: DataSource,
): Promise<(event: CommittedEvent, repeats: number) => boolean> => {
  const rows: { id: string; unseen: number }[] = await dataSource.query(
    `select event_id as id, count(*)::int as unseen from content_platforms.delivery_attempt
     where outcome = 'unreachable' group by event_id`,
  )
  const unseen = new Map(rows.map((row) => [row.id, row.unseen]))
  return ({ id }, repeats) => repeats <= (unseen.get(id) ?? 0)
}
