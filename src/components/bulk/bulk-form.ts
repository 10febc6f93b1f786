export const KINDS = ['link', 'unlink', 'swap', 'suspend', 'resume', 'reprice'] as const
export type BulkKind = (typeof KINDS)[number]

/** The form as it is filled in; everything is text, as fields have it. */
export interface BulkForm {
  kind: BulkKind | ''
  packageId: string
  toPackageId: string
  consentChannel: string
  priceRule: string
  priceCents: string
  percent: string
  expiresOn: string
  confirmZeroPrice: boolean
  blockKind: string
  blockKinds: readonly string[]
  reason: string
  planIds: readonly string[]
  statusIds: readonly string[]
  linkedPackageId: string
  integrationId: string
  personType: string
  activatedFrom: string
  activatedTo: string
  serviceNumbers: string
}

export const EMPTY_BULK: BulkForm = {
  kind: '',
  packageId: '',
  toPackageId: '',
  consentChannel: '',
  priceRule: '',
  priceCents: '',
  percent: '',
  expiresOn: '',
  confirmZeroPrice: false,
  blockKind: '',
  blockKinds: [],
  reason: '',
  planIds: [],
  statusIds: [],
  linkedPackageId: '',
  integrationId: '',
  personType: '',
  activatedFrom: '',
  activatedTo: '',
  serviceNumbers: '',
}

export type BulkFilterField = Extract<
  keyof BulkForm,
  | 'planIds'
  | 'statusIds'
  | 'linkedPackageId'
  | 'integrationId'
  | 'personType'
  | 'activatedFrom'
  | 'activatedTo'
  | 'serviceNumbers'
>

const FILTERS: readonly BulkFilterField[] = [
  'planIds',
  'statusIds',
  'linkedPackageId',
  'integrationId',
  'personType',
  'activatedFrom',
  'activatedTo',
  'serviceNumbers',
]

const PRICE = ['priceRule', 'priceCents', 'percent', 'confirmZeroPrice'] as const

/** What each kind asks for besides its filter and a reason. */
export const FIELDS_OF: Record<BulkKind, readonly (keyof BulkForm)[]> = {
  link: ['packageId', 'consentChannel', ...PRICE, 'expiresOn'],
  unlink: ['packageId'],
  swap: ['packageId', 'toPackageId', 'consentChannel', ...PRICE],
  suspend: ['blockKind'],
  resume: ['blockKinds'],
  reprice: ['packageId', ...PRICE],
}

export const PRICE_RULES: Partial<Record<BulkKind, readonly string[]>> = {
  link: ['package', 'fixed'],
  swap: ['package', 'keep', 'fixed'],
  reprice: ['package', 'fixed', 'percent'],
}

export const NEEDS_REASON: readonly (BulkKind | '')[] = ['unlink', 'suspend', 'resume']
/** Kinds that are about the services that have the package already. */
export const ABOUT_LINKED: readonly (BulkKind | '')[] = ['unlink', 'swap', 'reprice']

/** What is posted: only what the chosen kind asks for, and the filters that were filled in. */
export const toPayload = (form: BulkForm): Record<string, unknown> => {
  const { kind } = form
  const fields = kind === '' ? [] : FIELDS_OF[kind]
  const given = Object.fromEntries(fields.map((name) => [name, form[name]]))
  return {
    ...given,
    ...('confirmZeroPrice' in given ? { confirmZeroPrice: String(form.confirmZeroPrice) } : {}),
    kind,
    reason: form.reason,
    filter: Object.fromEntries(FILTERS.filter((name) => form[name].length > 0).map((name) => [name, form[name]])),
  }
}

/** The filters of the list of services that a bulk job can take over. */
export const fromListQuery = (query: URLSearchParams): Partial<BulkForm> => {
  const at = (name: string): string => query.get(`filters.${name}`)?.trim() ?? ''
  const list = (name: string): string[] => (at(name) ? [at(name)] : [])
  return {
    planIds: list('planId'),
    statusIds: list('statusId'),
    activatedFrom: at('activatedAt~~from').slice(0, 10),
    activatedTo: at('activatedAt~~to').slice(0, 10),
    serviceNumbers: at('number'),
  }
}
