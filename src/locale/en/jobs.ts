import type { PanelWords } from '../words.js'

type Jobs = Pick<PanelWords['resources'], 'BackgroundJob' | 'MassBrake'>

const jobName = {
  'bulk.run': 'Bulk actions',
  'subscription.expire': 'Expiry of packages',
  'subscription.expiring': 'Notice of packages about to expire',
  'service.trust_unlock_end': 'End of trust unlocks',
  'subscription.recompute': 'Full check of all packages',
  'customer.anonymize': 'Anonymisation of customers',
  'delivery.sum_up': 'Summary of deliveries',
  'delivery.purge_bodies': 'Clean-up of delivered content',
  'integration.reconcile': 'Reconciliation with platforms',
  'alert.watch': 'Watch for alerts',
  'alert.tell': 'Telling the provider’s system of alerts',
  'history.purge': 'Clean-up of delivery history',
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
        'customer.anonymize':
          'Erases the data of customers whose anonymisation was requested, once the platforms were told.',
        'delivery.sum_up': 'Sums up deliveries by platform, to show on its page how the last 24 hours went.',
        'delivery.purge_bodies':
          'Erases what was sent and answered in old deliveries. When and with what outcome stays.',
        'subscription.expire': 'Removes expired packages from the platforms, soon after the provider’s midnight.',
        'subscription.expiring': 'Tells the platforms that asked for it some days before a package expires.',
        'service.trust_unlock_end': 'When a trust unlock ends without payment, the block for debt counts again.',
        'subscription.recompute':
          'Compares all packages with what the platforms were told and corrects what differs, with an audit entry each.',
        'alert.watch': 'Looks for what needs a person, shows it under Alerts and ends what is solved.',
        'alert.tell': 'Tells the provider’s system of each new alert and of each that is solved.',
        'history.purge':
          'Removes old attempts, settled events and results, little by little. What still waits, and the audit, stay.',
        'integration.reconcile':
          'Compares the packages with what each platform has and shows the differences in Reconcile. Corrects nothing.',
      },
      result: {
        raised: 'new alerts',
        over: 'alerts solved',
        told: 'calls made',
        notTold: 'calls that failed',
        attempts: 'attempts removed',
        events: 'events removed',
        results: 'results removed',
        forgotten: 'anonymised',
        givenUp: 'anonymised without telling the platform',
        waiting: 'waiting for platforms',
        summed: 'deliveries summed up',
        purged: 'contents erased',
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
        nothing: 'Nothing to do',
        compared: 'compared',
        differing: 'different',
        unreachable: 'platforms without an answer',
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
      screen: {
        heldTitle: 'The job stopped before it suspended or removed these packages.',
        heldText:
          'It is more than it does without asking. Nothing of it happens until somebody decides; all else goes on.',
        dismissedTitle: 'Dismissed: nothing was done.',
        confirmTitle: 'Confirm and go on',
        confirmConsequence: 'The job goes on now and suspends or removes these packages at their platforms.',
        confirmAdvice:
          'It holds for the count above. If more come up, the job stops and asks again. Customers lose access to the content: check the cause first.',
        confirmButton: 'Confirm and go on',
        dismissTitle: 'Dismiss',
        dismissConsequence: 'Nothing is done: the packages stay as they are.',
        dismissAdvice:
          'Correct the cause (a wrongly imported last day, for one) and the job goes on by itself. If it is still the case tomorrow, the brake asks again.',
        dismissButton: 'Dismiss',
      },
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
