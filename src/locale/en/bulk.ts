import type { ResourceWords } from '../words.js'

export const bulkErrors = {
  PACKAGE_NOT_LINKED: 'The package is no longer on this service.',
  EXPIRY_IN_PAST: 'The end date has passed. Link the package again with another date.',
  PRICE_OUT_OF_RANGE: 'The new price is beyond the limit. Check the price or the percentage.',
  SUSPENSION_POSTPONED:
    'This service was promised not to be suspended until {{until}}. Wait, or suspend only this one.',
  BULK_EMPTY: 'No service matches the filter. Change it and check again.',
  BULK_NOTHING_TO_DO: 'None of the chosen services accepts this action. See the reasons and change the filter.',
  BULK_SELECTION_CHANGED:
    'The filter found {{expected}} services and now finds {{total}}. Nothing was started: check again and confirm.',
  BULK_BRAKE_NOT_CONFIRMED:
    'This suspends or removes {{affected}} active subscriptions; above {{limit}} that number must be confirmed. Nothing was started: check and confirm.',
  BULK_NOT_RUNNING: 'This bulk action has ended or was cancelled.',
}

export const bulkIssues = {
  samePackage: 'Choose a package other than the present one.',
  filterEmpty: 'Choose at least one filter. For all services, tick the statuses.',
  unknownFilter: 'There is no such filter.',
  tooMany: 'Too many at once. Use at most {{max}}.',
}

export const bulkAuditActions = {
  'bulk.started': 'Bulk action started',
  'bulk.canceled': 'Bulk action cancelled',
  'bulk.finished': 'Bulk action finished',
  'subscription.repriced': 'Package repriced',
}

export const bulkKinds = {
  link: 'Link package',
  unlink: 'Remove package',
  swap: 'Swap package',
  suspend: 'Suspend services',
  resume: 'Enable services',
  reprice: 'Change price',
}

export const bulkJobs: { BulkJob: ResourceWords<'BulkJob'> } = {
  BulkJob: {
    plural: 'Bulk actions',
    singular: 'Bulk action',
    empty:
      'Link, remove or swap packages, suspend, enable or reprice many services at once, with a check before and a result per service after.',
    properties: {
      id: 'Id',
      title: 'Action',
      kind: 'Action',
      filter: 'Filter',
      input: 'What to do',
      filterSummary: 'Filter',
      inputSummary: 'What to do',
      progress: 'Progress',
      reason: 'Reason',
      actor: 'Who',
      state: 'State',
      total: 'Services',
      done: 'Done',
      refused: 'Refused',
      createdAt: 'Started',
      finishedAt: 'Ended',
    },
    labels: {
      kind: bulkKinds,
      state: { running: 'Running', done: 'Done', canceled: 'Cancelled' },
    },
    actions: { new: 'New' },
    tabs: { general: 'General' },
  },
}
