import type { CommercialMode, RevenueType } from 'adminjs-content-platforms/entities'

/** Slug at the demo platform, and what the panel shows. */
export const SAMPLE_INTEGRATIONS = [
  { slug: 'cinevale', description: 'CineVale TV' },
  { slug: 'leitura', description: 'Leitura Livre' },
] as const

type IntegrationSlug = (typeof SAMPLE_INTEGRATIONS)[number]['slug']

export interface SamplePackage {
  code: string
  name: string
  commercialMode: CommercialMode
  priceCents: number
  /** Null for a package of which no platform needs to know. */
  integration: IntegrationSlug | null
  /** Parts of the price; they add up to it. */
  composition: readonly { description: string; revenueType: RevenueType; amountCents: number }[]
}

export const SAMPLE_PACKAGES: readonly SamplePackage[] = [
  {
    code: 'CINE-ESSENCIAL',
    name: 'CineVale Essencial',
    commercialMode: 'avulso',
    priceCents: 2990,
    integration: 'cinevale',
    composition: [{ description: 'Vídeo sob demanda', revenueType: 'SVA', amountCents: 2990 }],
  },
  {
    code: 'CINE-FAMILIA',
    name: 'CineVale Família',
    commercialMode: 'avulso',
    priceCents: 4990,
    integration: 'cinevale',
    composition: [
      { description: 'Vídeo sob demanda', revenueType: 'SVA', amountCents: 3990 },
      { description: 'Canais ao vivo', revenueType: 'SeAC', amountCents: 1000 },
    ],
  },
  {
    code: 'CINE-COMBO',
    name: 'CineVale no plano',
    commercialMode: 'combo',
    priceCents: 1990,
    integration: 'cinevale',
    composition: [{ description: 'Vídeo sob demanda', revenueType: 'SVA', amountCents: 1990 }],
  },
  {
    code: 'LEITURA',
    name: 'Leitura Livre',
    commercialMode: 'beneficio',
    priceCents: 0,
    integration: 'leitura',
    composition: [],
  },
  {
    code: 'LEITURA-PREMIUM',
    name: 'Leitura Livre Premium',
    commercialMode: 'avulso',
    priceCents: 1490,
    integration: 'leitura',
    composition: [{ description: 'Livros e audiolivros', revenueType: 'SVA', amountCents: 1490 }],
  },
  {
    code: 'IP-FIXO',
    name: 'IP fixo',
    commercialMode: 'avulso',
    priceCents: 2500,
    integration: null,
    composition: [{ description: 'Endereço IP fixo', revenueType: 'SCM', amountCents: 2500 }],
  },
]

export interface SamplePlan {
  name: string
  displayName: string
  priceCents: number
  lockPackages: boolean
  packages: readonly { code: string; mandatory: boolean }[]
}

export const SAMPLE_PLANS: readonly SamplePlan[] = [
  {
    name: 'FIBRA-300',
    displayName: 'Fibra 300 Mega',
    priceCents: 9990,
    lockPackages: false,
    packages: [{ code: 'LEITURA', mandatory: false }],
  },
  {
    name: 'FIBRA-600',
    displayName: 'Fibra 600 Mega',
    priceCents: 12990,
    lockPackages: false,
    packages: [
      { code: 'LEITURA', mandatory: true },
      { code: 'CINE-ESSENCIAL', mandatory: false },
    ],
  },
  {
    name: 'FIBRA-1000',
    displayName: 'Fibra 1 Giga com CineVale',
    priceCents: 17990,
    lockPackages: true,
    packages: [
      { code: 'CINE-COMBO', mandatory: true },
      { code: 'LEITURA', mandatory: true },
      { code: 'LEITURA-PREMIUM', mandatory: false },
    ],
  },
]

export type SampleSituation =
  | 'enabled'
  | 'awaiting-installation'
  | 'suspended-for-debt'
  | 'suspended-on-request'
  | 'canceled'

export interface SampleService {
  /** Place of its customer in `SAMPLE_CUSTOMERS`. */
  customer: number
  plan: string
  dueDay: number
  situation: SampleSituation
  /** Packages linked by hand, beside those of the plan. */
  extraPackages: readonly string[]
}

const DUE_DAYS = [5, 10, 15, 20, 31]

const SITUATIONS: Record<number, SampleSituation> = {
  4: 'suspended-for-debt',
  8: 'suspended-on-request',
  13: 'suspended-for-debt',
  17: 'canceled',
  22: 'suspended-for-debt',
  26: 'awaiting-installation',
  33: 'awaiting-installation',
}

const EXTRA_PACKAGES: Record<number, readonly string[]> = {
  1: ['CINE-FAMILIA'],
  3: ['IP-FIXO', 'CINE-ESSENCIAL'],
  4: ['CINE-FAMILIA'],
  9: ['CINE-FAMILIA', 'LEITURA-PREMIUM'],
  12: ['CINE-ESSENCIAL'],
  15: ['CINE-FAMILIA'],
  21: ['IP-FIXO'],
  34: ['IP-FIXO'],
  36: ['IP-FIXO', 'CINE-FAMILIA'],
}

/** One service for each customer, over all plans and in every situation that a newcomer will look for. */
export const sampleServices = (customers: number): SampleService[] =>
  Array.from({ length: customers }, (_, customer) => ({
    customer,
    plan: SAMPLE_PLANS[customer % SAMPLE_PLANS.length]?.name ?? '',
    dueDay: DUE_DAYS[customer % DUE_DAYS.length] ?? 10,
    situation: SITUATIONS[customer] ?? 'enabled',
    extraPackages: EXTRA_PACKAGES[customer] ?? [],
  }))
