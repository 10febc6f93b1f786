/** What the screens of bulk jobs read from their actions. */

export interface Choosable {
  id: number
  name: string
}

export interface PackageChoice extends Choosable {
  active: boolean
  priceCents: number
  commercialMode: string
  integration: string | null
}

export interface BulkChoices {
  plans: (Choosable & { active: boolean })[]
  statuses: (Choosable & { effect: string })[]
  packages: PackageChoice[]
  integrations: (Choosable & { active: boolean })[]
}

type Params = Record<string, string | number>

export interface PreviewData {
  total: number
  accepted: number
  affected: number
  limit: number
  needsConfirmation: boolean
  refusals: { code: string; data: Params; count: number }[]
  unknownNumbers: { count: number; first: string[] }
  sample: {
    serviceId: number
    number: string
    customerId: number
    customer: string
    plan: string
    code: string | null
    data: Params
    beforeCents: number | null
    afterCents: number | null
  }[]
}

export interface BulkJobData {
  id: number
  kind: string
  state: 'running' | 'done' | 'canceled'
  total: number
  done: number
  refused: number
  createdAt: string
  finishedAt: string | null
  /** The server's own instant, for what is left. */
  now: string
}

export interface BulkItemData {
  position: number
  state: 'pending' | 'done' | 'refused'
  code: string | null
  data: (Params & { beforeCents?: number; afterCents?: number }) | null
  finishedAt: string | null
  serviceId: number
  number: string
  customerId: number
  customer: string
  plan: string
}

export interface BulkResultsData {
  job: BulkJobData
  reasons: { code: string; count: number }[]
  page: number
  perPage: number
  items: BulkItemData[]
}
