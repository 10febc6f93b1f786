import type { PanelWords } from '../words.js'

export const alerts: Pick<PanelWords['resources'], 'Alert'> = {
  Alert: {
    plural: 'Alerts',
    singular: 'Alert',
    empty:
      'Nothing needs a person. An alert appears here when something stops, and goes by itself once that is solved.',
    properties: {
      id: 'Id',
      kind: 'Kind',
      subject: 'Subject',
      integrationId: 'Content platform',
      job: 'Background job',
      count: 'Count',
      since: 'Since',
      examples: 'Examples',
      details: 'Details',
      raisedAt: 'Noticed at',
      endedAt: 'Solved at',
      toldAt: 'Provider’s system told at',
      toldCount: 'Count that was told',
      toldEndAt: 'End told at',
      tellAfter: 'Not told before',
      tellAttempts: 'Calls that failed',
      title: 'Alert',
      what: 'What happened',
      events: 'Examples',
      situation: 'Situation',
    },
    labels: {
      kind: {
        lane_parked: 'Parked queues',
        breaker_open: 'Delivery interrupted',
        resume_undelivered: 'Unblocking not delivered',
        integration_gone: 'Platform deactivated',
        brake_held: 'Safety brake',
        job_failing: 'Job that fails',
        reconciliation_differs: 'Differences found',
      },
      situation: { open: 'Open', over: 'Solved' },
      what: {
        lane_parked: '{{platform}} is told nothing more of {{number}} customers: every attempt failed.',
        breaker_open: 'Delivery to {{platform}} is interrupted: it does not answer as it should.',
        resume_undelivered:
          'Unblocking {{number}} packages did not reach {{platform}} within {{hours}} h: who has paid still has no access.',
        integration_gone: '{{platform}} answered that its address is gone (410), and was deactivated.',
        brake_held: '{{job}}: stopped before it suspended or removed {{number}} packages.',
        job_failing: '{{job}}: failed {{number}} times in a row.',
        reconciliation_differs: 'The last reconciliation found {{number}} differences with {{platform}}.',
      },
      whatOne: {
        lane_parked: '{{platform}} is told nothing more of 1 customer: every attempt failed.',
        resume_undelivered:
          'Unblocking 1 package did not reach {{platform}} within {{hours}} h: who has paid still has no access.',
        reconciliation_differs: 'The last reconciliation found 1 difference with {{platform}}.',
        forced: 'Delivery to {{platform}} was interrupted by a person.',
      },
      todo: {
        lane_parked: 'See what it answered, and redeliver or skip.',
        breaker_open:
          'Events are kept, and delivery goes on by itself once it answers. If that takes long, talk to it.',
        resume_undelivered: 'See the events that wait and why they were not delivered.',
        integration_gone: 'Confirm the address with the platform and activate it again. Events are kept.',
        brake_held: 'Check the cause, then confirm or dismiss.',
        job_failing: 'See the error and pass it to whoever runs the system.',
        reconciliation_differs: 'See the differences and correct them.',
        forced: 'Events are kept. Delivery goes on once an administrator lets it, on the platform’s page.',
        administrator: 'Tell an administrator.',
      },
      screen: {
        none: 'Nothing needs you now.',
        open: 'Open',
        all: 'See all',
        since: 'Since {{at}} ({{ago}})',
        more: 'And {{number}} more.',
        examples: 'Examples, oldest first',
        waiting: 'Event that waits',
      },
    },
  },
}
