import { previewBulk } from '../domain/bulk/preview-bulk.js'
import type { PanelContext } from '../panel/panel-context.js'
import { resourceAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'
import { readBulkForm } from './read-bulk-form.js'

/** *Conferir*: what the form would do, before anything is done. By POST, since pasted numbers fit in no address. */
export const previewBulkAction = ({ dataSource, domain }: PanelContext): PanelAction => ({
  actionType: 'resource',
  component: false,
  isVisible: false,
  handler: resourceAction(dataSource, async (payload, { tx }) => ({
    message: 'bulkPreviewed',
    data: await previewBulk(tx, readBulkForm(payload), domain),
  })),
})
