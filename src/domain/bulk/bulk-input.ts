import type { EntityManager } from 'typeorm'
import { BULK_KINDS, type BulkKind } from '../../entities/bulk-job.js'
import { ContentPackage } from '../../entities/content-package.js'
import { CONSENT_CHANNELS, type ConsentChannel } from '../../entities/package-subscription.js'
import { BLOCK_KINDS, type BlockKind } from '../../entities/service-block.js'
import { refuseIssues } from '../../errors.js'
import { readToday } from '../clock.js'
import type { BulkContext } from '../context.js'
import { isDay } from '../day.js'
import { createFieldChecks, type FieldChecks } from '../field-checks.js'
import { type BulkFilter, resolveFilter } from './bulk-filter.js'

/** Where a price comes from: the package (or the plan's own price for it), the old price, a given one, or ± per cent. */
const PRICE_RULES = ['package', 'keep', 'fixed', 'percent'] as const
type PriceRule = (typeof PRICE_RULES)[number]

interface PriceInput {
  /** With `fixed`. */
  priceCents?: number | null
  /** With `percent`: from -100 to 1000, at most two decimals. */
  percent?: number | null
  /** BR-17: that R$ 0,00 is meant, for a package that is sold alone. */
  confirmZeroPrice?: boolean
}

/** What is to be done with each service, or with its subscription of `packageId`. */
export type BulkAction =
  | ({
      kind: 'link'
      packageId: number
      consentChannel: ConsentChannel
      priceRule?: 'package' | 'fixed'
      /** Last day of use, `yyyy-mm-dd`; the package's default term when left out. */
      expiresOn?: string | null
    } & PriceInput)
  | { kind: 'unlink'; packageId: number }
  | ({
      kind: 'swap'
      packageId: number
      toPackageId: number
      consentChannel: ConsentChannel
      priceRule: 'package' | 'keep' | 'fixed'
    } & PriceInput)
  | { kind: 'suspend'; blockKind: BlockKind }
  | { kind: 'resume'; blockKinds?: readonly BlockKind[] | null }
  | ({ kind: 'reprice'; packageId: number; priceRule: 'package' | 'fixed' | 'percent' } & PriceInput)

export type BulkInput = BulkAction & {
  filter: BulkFilter
  /** Kept with each change; required for suspend, resume and unlink. */
  reason?: string | null
}

/** A {@link BulkInput} once checked, with everything that a kind doesn't have left null. */
export interface BulkOrder {
  kind: BulkKind
  packageId: number | null
  toPackageId: number | null
  consentChannel: ConsentChannel | null
  priceRule: PriceRule | null
  priceCents: number | null
  percent: number | null
  expiresOn: string | null
  blockKind: BlockKind | null
  blockKinds: BlockKind[] | null
  reason: string | null
}

const RULES_OF: Partial<Record<BulkKind, readonly PriceRule[]>> = {
  link: ['package', 'fixed'],
  swap: ['package', 'keep', 'fixed'],
  reprice: ['package', 'fixed', 'percent'],
}
const NEEDS_PACKAGE: ReadonlySet<BulkKind> = new Set(['link', 'unlink', 'swap', 'reprice'])
const NEEDS_REASON: ReadonlySet<BulkKind> = new Set(['unlink', 'suspend', 'resume'])
const MAX_REASON = 500

type Given = Readonly<Record<string, unknown>>

const checkPackage = async (tx: EntityManager, id: unknown, checks: FieldChecks, path: string) => {
  if (id === undefined || id === null || id === '') {
    checks.refuse(path, 'required')
    return null
  }
  const found = Number.isInteger(id) ? await tx.getRepository(ContentPackage).findOneBy({ id: id as number }) : null
  if (!found) checks.refuse(path, 'invalidReference')
  return found
}

const resolvePrice = (given: Given, kind: BulkKind, checks: FieldChecks) => {
  const rules = RULES_OF[kind]
  if (!rules) return { priceRule: null, priceCents: null, percent: null }
  const rule = given.priceRule ?? (kind === 'link' ? (given.priceCents == null ? 'package' : 'fixed') : undefined)
  checks.choice('priceRule', rule, rules)
  const priceCents = rule === 'fixed' ? ((given.priceCents ?? null) as number | null) : null
  const percent = rule === 'percent' ? ((given.percent ?? null) as number | null) : null
  if (rule === 'fixed') checks.cents('priceCents', priceCents)
  if (rule === 'percent') {
    if (percent === null) checks.refuse('percent', 'required')
    else if (typeof percent !== 'number' || !Number.isFinite(percent)) checks.refuse('percent', 'invalidNumber')
    else if (percent < -100 || percent > 1000) checks.refuse('percent', 'outOfRange', { min: -100, max: 1000 })
    else if (Math.abs(percent * 100 - Math.round(percent * 100)) > 1e-6) checks.refuse('percent', 'invalidNumber')
  }
  return { priceRule: rule as PriceRule, priceCents, percent }
}

const resolveExpiry = async (tx: EntityManager, given: Given, checks: FieldChecks, timeZone: string) => {
  const day = given.kind === 'link' ? (given.expiresOn ?? null) : null
  if (day === null || day === '') return null
  if (typeof day !== 'string' || !isDay(day)) checks.refuse('expiresOn', 'invalidDate')
  else if (day < (await readToday(tx, timeZone))) checks.refuse('expiresOn', 'dateInPast')
  return day as string
}

const resolveBlocks = (given: Given, kind: BulkKind, checks: FieldChecks) => {
  if (kind === 'suspend') checks.choice('blockKind', given.blockKind, BLOCK_KINDS)
  const kinds = kind === 'resume' && Array.isArray(given.blockKinds) ? (given.blockKinds as BlockKind[]) : []
  if (kinds.some((one) => !BLOCK_KINDS.includes(one))) checks.refuse('blockKinds', 'invalidChoice')
  return {
    blockKind: kind === 'suspend' ? (given.blockKind as BlockKind) : null,
    blockKinds: kinds.length > 0 ? kinds : null,
  }
}

// Everybody's service is seldom meant: those with a package are a choice already, the others must be chosen.
const NARROW_BY_PACKAGE: ReadonlySet<BulkKind> = new Set(['unlink', 'swap', 'reprice'])

/** Checks what was asked for. Throws `INVALID_INPUT` with every refused field at once. */
export const resolveBulkInput = async (
  tx: EntityManager,
  input: BulkInput,
  { timeZone }: BulkContext,
): Promise<{ order: BulkOrder; filter: BulkFilter }> => {
  const checks = createFieldChecks()
  const given = input as unknown as Given
  checks.choice('kind', given.kind, BULK_KINDS)
  refuseIssues(checks.issues)
  const { kind } = input

  const from = NEEDS_PACKAGE.has(kind) ? await checkPackage(tx, given.packageId, checks, 'packageId') : null
  const to = kind === 'swap' ? await checkPackage(tx, given.toPackageId, checks, 'toPackageId') : null
  if (from && to && from.id === to.id) checks.refuse('toPackageId', 'samePackage')
  if (kind === 'link' && from && !from.active) checks.refuse('packageId', 'inactive')
  if (to && !to.active) checks.refuse('toPackageId', 'inactive')
  const linked = kind === 'swap' ? to : kind === 'link' ? from : null
  if (kind === 'link' || kind === 'swap') checks.choice('consentChannel', given.consentChannel, CONSENT_CHANNELS)

  const price = resolvePrice(given, kind, checks)
  const priced = linked ?? from
  const isZero = price.priceCents === 0 || price.percent === -100
  if (isZero && priced?.commercialMode === 'avulso' && priced.priceCents !== 0 && given.confirmZeroPrice !== true)
    checks.refuse('confirmZeroPrice', 'zeroPriceNotConfirmed')
  const expiresOn = await resolveExpiry(tx, given, checks, timeZone)
  const blocks = resolveBlocks(given, kind, checks)

  const reason = typeof given.reason === 'string' ? given.reason.trim() || null : null
  if (NEEDS_REASON.has(kind)) checks.text('reason', reason, MAX_REASON)
  else checks.optionalText('reason', reason, MAX_REASON)

  const filter = resolveFilter(given.filter, checks)
  if (!NARROW_BY_PACKAGE.has(kind) && Object.keys(filter).length === 0 && checks.issues.length === 0)
    checks.refuse('filter', 'filterEmpty')
  refuseIssues(checks.issues)
  return {
    filter,
    order: {
      kind,
      packageId: from?.id ?? null,
      toPackageId: to?.id ?? null,
      consentChannel: linked ? ((given.consentChannel ?? null) as ConsentChannel | null) : null,
      ...price,
      expiresOn,
      ...blocks,
      reason,
    },
  }
}
