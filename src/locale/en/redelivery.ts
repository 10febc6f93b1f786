import type { redelivery as source } from '../pt-br/redelivery.js'

/** Words of the parked queues about sending many events again. */
export const redelivery: Record<keyof typeof source, string> = {
  allPlatforms: 'All',
  error: 'Error',
  errorStatus: 'HTTP response {{status}}',
  failedFrom: 'Failed from',
  failedBefore: 'Failed until',
  includeWaiting: 'Include those that wait for an automatic retry',
  lanesFound: '{{number}} queue found',
  lanesFound_plural: '{{number}} queues found',
  lanesHeld: '{{number}} of a platform whose delivery is interrupted: it goes out only once delivery goes on.',
  lanesHeld_plural: '{{number}} of platforms whose delivery is interrupted: they go out only once delivery goes on.',
  lanesInactive: '{{number}} of an inactive platform, which can’t be sent again until it is activated.',
  lanesInactive_plural: '{{number}} of inactive platforms, which can’t be sent again until these are activated.',
  lanesShown: 'Below, the {{number}} oldest.',
  lanesShown_plural: 'Below, the {{number}} oldest.',
  noLaneMatches: 'No queue with these filters.',
  redeliverAll: 'Send all again ({{number}})',
  redeliverAllButton: 'Send again now',
  redeliverAllTitle: 'Send {{number}} event again?',
  redeliverAllTitle_plural: 'Send {{number}} events again?',
  redeliverAllText:
    'The first event of each queue is sent again, now, with the customer’s and the platform’s data as they are. Those behind it follow in order. If it fails, the retries begin anew. It is kept in the audit.',
  retryAt: 'Retried by itself at {{at}}',
}
