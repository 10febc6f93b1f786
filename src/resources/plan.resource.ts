import type { ResourceWithOptions } from 'adminjs'
import type { EntityManager } from 'typeorm'
import { setActiveActions } from '../actions/set-active.action.js'
import { savePlan } from '../domain/catalogue/save-plan.js'
import { removeRecord } from '../domain/remove-record.js'
import { Plan } from '../entities/plan.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { onRecord, screens, stampProperties, withoutAction } from './declarations.js'

interface PlanPackageRow {
  planId: number
  id: number
  packageId: number
  packageIdTitle: string
  mandatory: boolean
  priceOverrideCents: number | null
  priceCents: number
  active: boolean
}

// One read for a page of plans.
const readPackages = (tx: EntityManager, planIds: readonly number[]): Promise<PlanPackageRow[]> =>
  tx.query(
    `select pp.plan_id as "planId", pp.id, pp.package_id as "packageId", p.name as "packageIdTitle", pp.mandatory,
       pp.price_override_cents as "priceOverrideCents", coalesce(pp.price_override_cents, p.price_cents) as "priceCents",
       p.active
     from content_platforms.plan_package pp join content_platforms.content_package p on p.id = pp.package_id
     where pp.plan_id = any($1) order by pp.mandatory desc, p.name, pp.id`,
    [planIds],
  )

/** BR-15; an inactive package is not proposed for a new service any more, so it does not count. */
const loadPlans = async (
  tx: EntityManager,
  rows: readonly Plan[],
): Promise<ReadonlyMap<number, Record<string, unknown>>> => {
  const all = await readPackages(
    tx,
    rows.map(({ id }) => id),
  )
  return new Map(
    rows.map((plan) => {
      const own = all.filter(({ planId }) => planId === plan.id)
      const packagesPriceCents = own.reduce((sum, row) => sum + (row.active ? row.priceCents : 0), 0)
      const packages = own.map(({ id, packageId, packageIdTitle, mandatory, priceOverrideCents }) => ({
        id,
        packageId,
        packageIdTitle,
        mandatory,
        priceOverrideCents,
      }))
      return [plan.id, { packages, packagesPriceCents, totalPriceCents: plan.priceCents + packagesPriceCents }]
    }),
  )
}

const GENERAL = ['name', 'displayName', 'priceCents', 'active']
const DERIVED = ['packagesPriceCents', 'totalPriceCents']
const PACKAGES = { id: 'packages', properties: ['lockPackages', 'packages'] }

/** *Configurações › Geral › Serviços/Planos*. */
export const planResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<Plan>({
    dataSource: context.dataSource,
    entity: Plan,
    id: 'Plan',
    virtual: [
      { path: 'packages', type: 'mixed', writable: true },
      { path: 'packagesPriceCents', type: 'number' },
      { path: 'totalPriceCents', type: 'number' },
    ],
    load: loadPlans,
    save: savePlan,
    remove: (tx, request) => removeRecord(tx, { entity: Plan, table: 'plan', ...request }),
    searchIn: ['name', 'displayName'],
  }),
  options: {
    navigation: MENU.Plan,
    sort: { sortBy: 'name', direction: 'asc' },
    listProperties: ['name', 'priceCents', ...DERIVED, 'lockPackages', 'active'],
    filterProperties: ['name', 'priceCents', 'lockPackages', 'active'],
    properties: {
      ...stampProperties,
      name: { isTitle: true },
      priceCents: { components: shownAs.money },
      packagesPriceCents: {
        components: shownAs.money,
        isVisible: { list: true, show: true, edit: false, filter: false },
      },
      totalPriceCents: { components: shownAs.money, isVisible: { list: true, show: true, edit: false, filter: false } },
      packages: {
        type: 'mixed',
        isVisible: onRecord,
        components: shownAs.rows,
        custom: {
          addLabel: 'resources.Plan.messages.addPackage',
          columns: [
            { key: 'packageId', type: 'reference', resourceId: 'ContentPackage', grow: 2 },
            { key: 'mandatory', type: 'switch' },
            { key: 'priceOverrideCents', type: 'money' },
          ],
        },
      },
    },
    actions: {
      ...screens({
        form: [{ id: 'general', properties: GENERAL }, PACKAGES],
        show: [{ id: 'general', properties: [...GENERAL, ...DERIVED, 'createdAt', 'updatedAt'] }, PACKAGES],
        initial: { active: true },
      }),
      ...setActiveActions(context, savePlan),
      bulkDelete: withoutAction,
    },
  },
})
