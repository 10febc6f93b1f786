import type { EntityManager } from 'typeorm'
import type { BulkJob } from '../entities/bulk-job.js'
import { formatDate, formatMoney } from '../locale/format.js'
import { ptBR } from '../locale/pt-BR.js'
import { fillIn } from '../locale/sentence.js'

type Values = Readonly<Record<string, unknown>>
type Names = Record<'plan' | 'status' | 'package' | 'integration', ReadonlyMap<number, string>>

const { desk } = ptBR
const labels = ptBR.resources.BulkJob.labels

const idsOf = (value: unknown): number[] =>
  (Array.isArray(value) ? value : [value]).filter((id): id is number => typeof id === 'number')

const readNames = async (
  tx: EntityManager,
  { table, column, ids }: { table: string; column: string; ids: readonly number[] },
): Promise<ReadonlyMap<number, string>> => {
  if (ids.length === 0) return new Map()
  const rows: { id: number; name: string }[] = await tx.query(
    `select id, ${column} as name from content_platforms.${table} where id = any($1)`,
    [ids],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const loadNames = async (tx: EntityManager, jobs: readonly BulkJob[]): Promise<Names> => {
  const collect = (pick: (filter: Values, input: Values) => unknown[]): number[] => [
    ...new Set(jobs.flatMap(({ filter, input }) => pick(filter, input).flatMap(idsOf))),
  ]
  return {
    plan: await readNames(tx, { table: 'plan', column: 'name', ids: collect((filter) => [filter.planIds]) }),
    status: await readNames(tx, {
      table: 'service_status',
      column: 'label',
      ids: collect((filter) => [filter.statusIds]),
    }),
    package: await readNames(tx, {
      table: 'content_package',
      column: 'name',
      ids: collect((filter, input) => [filter.linkedPackageId, input.packageId, input.toPackageId]),
    }),
    integration: await readNames(tx, {
      table: 'integration',
      column: 'description',
      ids: collect((filter) => [filter.integrationId]),
    }),
  }
}

const named = (names: ReadonlyMap<number, string>, ids: unknown): string =>
  idsOf(ids)
    .map((id) => names.get(id) ?? `#${id}`)
    .join(', ')

const describeFilter = (filter: Values, names: Names): string => {
  const parts = [
    filter.planIds && `${desk.bulkPlans}: ${named(names.plan, filter.planIds)}`,
    filter.statusIds && `${desk.bulkStatuses}: ${named(names.status, filter.statusIds)}`,
    filter.linkedPackageId && `${desk.bulkLinkedPackage}: ${named(names.package, filter.linkedPackageId)}`,
    filter.integrationId && `${desk.bulkIntegration}: ${named(names.integration, filter.integrationId)}`,
    filter.personType &&
      `${desk.bulkPersonType}: ${ptBR.resources.Customer.labels.personType[filter.personType as 'pf']}`,
    filter.activatedFrom && `${desk.bulkActivatedFrom}: ${formatDate(String(filter.activatedFrom))}`,
    filter.activatedTo && `${desk.bulkActivatedTo}: ${formatDate(String(filter.activatedTo))}`,
    filter.serviceNumberCount && fillIn(desk.bulkNumberCount, { number: String(filter.serviceNumberCount) }),
  ]
  return parts.filter(Boolean).join(' · ') || desk.bulkNoFilter
}

const describePrice = ({ priceRule, priceCents, percent }: Values): string => {
  if (priceRule === 'fixed') return formatMoney(Number(priceCents))
  if (priceRule === 'percent') return `${Number(percent) > 0 ? '+' : ''}${Number(percent).toLocaleString('pt-BR')} %`
  if (priceRule === 'keep') return desk.bulkPriceKeep
  return priceRule === 'package' ? desk.bulkPricePackage : ''
}

/** The packages, or the kinds of block. */
const describeSubject = (input: Values, names: Names): string => {
  const blocks = ptBR.resources.ServiceBlock.labels.kind
  const kinds = [input.blockKind, ...(Array.isArray(input.blockKinds) ? input.blockKinds : [])].filter(Boolean)
  const packages = [input.packageId, input.toPackageId].filter(Boolean).map((id) => named(names.package, id))
  return packages.join(' → ') || kinds.map((kind) => blocks[kind as 'debt']).join(', ')
}

/** What people are called in the panel, by e-mail; a host's own have no name here. */
const loadActors = async (tx: EntityManager, jobs: readonly BulkJob[]): Promise<ReadonlyMap<string, string>> => {
  const rows: { email: string; name: string }[] = await tx.query(
    'select email, name from content_platforms.panel_user where email = any($1)',
    [jobs.map(({ actor }) => actor)],
  )
  return new Map(rows.map(({ email, name }) => [email, name]))
}

const describeProgress = ({ total, done, refused }: BulkJob): string => {
  const count = (value: number) => value.toLocaleString('pt-BR')
  const sentence = refused > 0 ? desk.bulkProgress : desk.bulkProgressClean
  return fillIn(sentence, { done: count(done + refused), total: count(total), refused: count(refused) })
}

/** What lists and pages say of each job: what it does to which services, and how far it is. */
export const describeBulkJobs = async (tx: EntityManager, jobs: readonly BulkJob[]) => {
  const names = await loadNames(tx, jobs)
  const actors = await loadActors(tx, jobs)
  return new Map(
    jobs.map((job) => {
      const kind = labels.kind[job.kind]
      const title = [kind, describeSubject(job.input, names)].filter(Boolean).join(': ')
      return [
        job.id,
        {
          title,
          inputSummary: [title, describePrice(job.input)].filter(Boolean).join(' · '),
          actorName: actors.get(job.actor) ?? job.actor,
          filterSummary: describeFilter(job.filter, names),
          progress: describeProgress(job),
        },
      ]
    }),
  )
}
