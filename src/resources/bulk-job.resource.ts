import type { ResourceWithOptions } from 'adminjs'
import { cancelBulkAction } from '../actions/cancel-bulk.action.js'
import { listBulkChoices } from '../actions/list-bulk-choices.action.js'
import { listBulkResults } from '../actions/list-bulk-results.action.js'
import { previewBulkAction } from '../actions/preview-bulk.action.js'
import { startBulkAction } from '../actions/start-bulk.action.js'
import { BULK_KINDS, BULK_STATES, BulkJob } from '../entities/bulk-job.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'
import { describeBulkJobs } from './describe-bulk-jobs.js'

const SHOWN = ['inputSummary', 'filterSummary', 'actorName', 'createdAt', 'reason']

/** Bulk jobs (BR-102): administrators start and cancel them, auditors see them. */
export const bulkJobResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<BulkJob>({
    dataSource: context.dataSource,
    entity: BulkJob,
    id: 'BulkJob',
    choices: { kind: BULK_KINDS, state: BULK_STATES },
    virtual: [
      { path: 'title', type: 'string' },
      { path: 'inputSummary', type: 'string' },
      { path: 'filterSummary', type: 'string' },
      { path: 'progress', type: 'string' },
      { path: 'actorName', type: 'string' },
    ],
    load: describeBulkJobs,
  }),
  options: {
    navigation: MENU.BulkJob,
    listProperties: ['title', 'filterSummary', 'state', 'progress', 'actorName', 'createdAt'],
    filterProperties: ['kind', 'state', 'actor', 'createdAt'],
    showProperties: SHOWN,
    sort: { sortBy: 'createdAt', direction: 'desc' },
    properties: {
      title: { isTitle: true },
      kind: { components: shownAs.choice },
      state: {
        components: shownAs.status,
        custom: { tones: { running: 'waiting', done: 'positive', canceled: 'warning' } },
      },
      createdAt: { components: shownAs.date },
      finishedAt: { components: shownAs.date },
    },
    actions: {
      ...readOnlyActions,
      new: startBulkAction(context),
      show: { custom: { tabs: [{ id: 'general', properties: SHOWN, component: 'CpBulkProgress' }] } },
      preview: previewBulkAction(context),
      cancel: cancelBulkAction(context),
      listResults: listBulkResults(context),
      listChoices: listBulkChoices(context),
    },
  },
})
