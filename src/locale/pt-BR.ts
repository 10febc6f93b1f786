import { admin } from './pt-br/admin.js'
import { alerts } from './pt-br/alerts.js'
import { bulkJobs } from './pt-br/bulk.js'
import { catalogue } from './pt-br/catalogue.js'
import { customers } from './pt-br/customers.js'
import { deliveries } from './pt-br/deliveries.js'
import { deliveryGate } from './pt-br/delivery-limits.js'
import { desk } from './pt-br/desk.js'
import { discounts } from './pt-br/discounts.js'
import { errors } from './pt-br/errors.js'
import { history } from './pt-br/history.js'
import { issues } from './pt-br/issues.js'
import { jobs } from './pt-br/jobs.js'
import { privacy } from './pt-br/privacy.js'
import { reconciliation } from './pt-br/reconciliation.js'
import { menu, shell } from './pt-br/shell.js'
import { roles, system } from './pt-br/system.js'
import type { PanelWords } from './words.js'

/** The panel's words in Brazilian Portuguese: the source of every label. */
export const ptBR: PanelWords = {
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
