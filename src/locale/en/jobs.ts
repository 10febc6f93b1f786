import type { PanelWords } from '../words.js'

type Jobs = Pick<PanelWords['resources'], 'BackgroundJob' | 'MassBrake'>

const jobName = {
  'bulk.run': 'Bulk actions',
  'subscription.expire': 'Expiry of packages',
  'subscription.expiring': 'Notice of packages about to expire',
  'service.trust_unlock_end': 'End of trust unlocks',
  'subscription.recompute': 'Full check of all packages',
}

export const jobs: Jobs = {
  BackgroundJob: {
    plural: 'Background jobs',
    singular: 'Background job',
    empty: 'Jobs appear here once the process that runs them is started for the first time.',
    properties: {
      name: 'Job',
      title: 'Job',
      situation: 'Situation',
      result: 'Result',
      description: 'What it does',
      dueAt: 'Next run',
      leaseToken: 'Lease',
      leaseUntil: 'Leased until',
      requestedAt: 'Asked for by a person at',
      lastStartedAt: 'Last run',
      lastFinishedAt: 'Ended at',
      lastResult: 'Result',
      lastError: 'Error',
      failures: 'Failures in a row',
    },
    labels: {
      name: jobName,
      situation: {
        running: 'Running',
        held: 'Held by the brake',
        failed: 'Failed',
        late: 'Late',
        done: 'Up to date',
        never: 'Not run yet',
      },
      description: {
        'bulk.run': 'Carries out bulk actions step by step, out of everybody’s way.',
        'subscription.expire': 'Removes expired packages from the platforms, soon after the provider’s midnight.',
        'subscription.expiring': 'Tells the platforms that asked for it some days before a package expires.',
        'service.trust_unlock_end': 'When a trust unlock ends without payment, the block for debt counts again.',
        'subscription.recompute':
          'Compares all packages with what the platforms were told and corrects what differs, with an audit entry each.',
      },
      result: {
        expired: 'expired',
        notified: 'notified',
        ended: 'ended',
        suspended: 'suspended',
        checked: 'checked',
        drifted: 'differ',
        done: 'done',
        refused: 'refused',
        corrected: 'corrected',
        held: 'waiting for confirmation',
        skipped: 'left for later',
      },
    },
    actions: { runNow: 'Run now' },
    messages: { jobRequested: 'The job starts in a moment.' },
  },
  MassBrake: {
    plural: 'Safety brake',
    singular: 'Safety brake',
    empty:
      'No automatic job has stopped. One that was about to suspend or remove too many packages at once would wait here for confirmation.',
    properties: {
      id: 'Id',
      title: 'Job',
      source: 'Job',
      affectedCount: 'Packages affected',
      limitCount: 'Limit without confirmation',
      remainingCount: 'Still to do',
      heldAt: 'Held at',
      state: 'State',
      decidedAt: 'Decided at',
      decidedBy: 'Decided by',
      reason: 'Reason',
    },
    labels: {
      source: jobName,
      state: { held: 'Waiting for a person', confirmed: 'Confirmed', dismissed: 'Dismissed', ended: 'Ended' },
    },
    actions: { confirm: 'Confirm', dismiss: 'Dismiss' },
    messages: {
      brakeConfirmed: 'Confirmed. The job goes on in a moment.',
      brakeDismissed: 'Dismissed. Nothing was done.',
    },
  },
}
