import { admin } from './en/admin.js'
import { alerts } from './en/alerts.js'
import { bulkJobs } from './en/bulk.js'
import { catalogue } from './en/catalogue.js'
import { customers } from './en/customers.js'
import { deliveries } from './en/deliveries.js'
import { deliveryGate } from './en/delivery-limits.js'
import { desk } from './en/desk.js'
import { discounts } from './en/discounts.js'
import { errors } from './en/errors.js'
import { history } from './en/history.js'
import { issues } from './en/issues.js'
import { jobs } from './en/jobs.js'
import { privacy } from './en/privacy.js'
import { reconciliation } from './en/reconciliation.js'
import { menu, shell } from './en/shell.js'
import { roles, system } from './en/system.js'
import type { PanelWords } from './words.js'

/** The panel's words in English, for a host that asks for them. */
export const en: PanelWords = {
  errors,
  issues,
  resources: {
    ...alerts,
    ...bulkJobs,
    ...catalogue,
    ...discounts,
    ...customers,
    ...deliveries,
    ...deliveryGate,
    ...system,
    ...jobs,
    ...reconciliation,
  },
  menu,
  shell,
  desk,
  privacy,
  history,
  roles,
  admin,
}
