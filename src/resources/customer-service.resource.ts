import type { ResourceWithOptions } from 'adminjs'
import { activateServiceAction } from '../actions/activate-service.action.js'
import { cancelServiceAction } from '../actions/cancel-service.action.js'
import { changeHolderAction } from '../actions/change-holder.action.js'
import { changeStatusAction } from '../actions/change-status.action.js'
import { enableServiceAction } from '../actions/enable-service.action.js'
import { endDiscountAction } from '../actions/end-discount.action.js'
import { findPlanPackages } from '../actions/find-plan-packages.action.js'
import { linkPackageAction } from '../actions/link-package.action.js'
import { migrateServiceAction } from '../actions/migrate-service.action.js'
import { openBulk } from '../actions/open-bulk.action.js'
import { protectServiceAction } from '../actions/protect-service.action.js'
import { saveDiscountAction } from '../actions/save-discount.action.js'
import { saveServiceForm } from '../actions/save-service-form.js'
import { loadSituations } from '../actions/service-situation.js'
import { showMigration } from '../actions/show-migration.action.js'
import { showPackages } from '../actions/show-packages.action.js'
import { showServiceOverview } from '../actions/show-service-overview.action.js'
import { suspendServiceAction } from '../actions/suspend-service.action.js'
import { trustUnlockAction } from '../actions/trust-unlock-service.action.js'
import { unlinkPackageAction } from '../actions/unlink-package.action.js'
import { CustomerService, LAST_DAY_OF_MONTH } from '../entities/customer-service.js'
import { CONSENT_CHANNELS } from '../entities/package-subscription.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'

const DUE_DAYS = [...Array.from({ length: 28 }, (_, index) => String(index + 1)), String(LAST_DAY_OF_MONTH)]
const CHANGED = ['number', 'dueDay', 'priceCents', 'externalId', 'doNotSuspendUntil']
const ADDED = ['customerId', 'planId', ...CHANGED, 'activate', 'packageIds', 'consentChannel']
const SHOWN = [
  ...['customerId', 'planId', 'number', 'statusId', 'dueDay', 'priceCents', 'activatedAt', 'canceledAt'],
  ...['cancelReason', 'doNotSuspendUntil', 'externalId', 'createdAt'],
]

/** Services: added with their plan's packages; their status changes by actions alone. */
export const customerServiceResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<CustomerService>({
    dataSource: context.dataSource,
    entity: CustomerService,
    id: 'CustomerService',
    references: { customerId: 'Customer', planId: 'Plan', statusId: 'ServiceStatus' },
    choices: { dueDay: DUE_DAYS },
    virtual: [
      { path: 'activate', type: 'boolean', writable: true },
      { path: 'consentChannel', type: 'string', writable: true, availableValues: CONSENT_CHANNELS },
      { path: 'packageIds', type: 'mixed', writable: true },
    ],
    searchIn: ['number', 'externalId'],
    load: loadSituations,
    save: saveServiceForm(context.domain),
  }),
  options: {
    navigation: MENU.CustomerService,
    listProperties: ['number', 'customerId', 'planId', 'statusId', 'priceCents', 'activatedAt'],
    filterProperties: ['number', 'customerId', 'planId', 'statusId', 'dueDay', 'activatedAt'],
    showProperties: SHOWN,
    editProperties: ADDED,
    sort: { sortBy: 'id', direction: 'desc' },
    properties: {
      number: { isTitle: true },
      customerId: { components: shownAs.reference },
      planId: { components: shownAs.reference },
      statusId: { components: shownAs.statusReference },
      dueDay: { components: shownAs.choice },
      priceCents: { components: shownAs.money },
      activatedAt: { components: shownAs.date },
      doNotSuspendUntil: { components: shownAs.date },
      canceledAt: { components: shownAs.date },
      createdAt: { components: shownAs.date },
      packageIds: {
        custom: {
          columns: [
            { key: 'packageId', type: 'reference' },
            { key: 'taken', type: 'switch' },
          ],
        },
      },
    },
    actions: {
      new: { component: 'CpAddService' },
      edit: { custom: { tabs: [{ id: 'general', properties: CHANGED }] } },
      show: { custom: { tabs: [{ id: 'general', properties: SHOWN, component: 'CpServiceOverview' }] } },
      delete: { isAccessible: false },
      bulkDelete: { isAccessible: false },
      showPackages: showPackages(context),
      activate: activateServiceAction(context),
      suspend: suspendServiceAction(context),
      enable: enableServiceAction(context),
      trustUnlock: trustUnlockAction(context),
      protect: protectServiceAction(context),
      migrate: migrateServiceAction(context),
      changeHolder: changeHolderAction(context),
      changeStatus: changeStatusAction(context),
      cancel: cancelServiceAction(context),
      linkPackage: linkPackageAction(context),
      unlinkPackage: unlinkPackageAction(context),
      saveDiscount: saveDiscountAction(context),
      endDiscount: endDiscountAction(context),
      findPlanPackages: findPlanPackages(context),
      openBulk,
      showOverview: showServiceOverview(context),
      showMigration: showMigration(context),
    },
  },
})
