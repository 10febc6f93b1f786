import type { homologationMessages as messages } from '../pt-br/homologation.js'
import type { ResourceWords } from '../words.js'

export const Homologation: ResourceWords<'Homologation'> = {
  plural: 'Homologations',
  singular: 'Homologation',
  empty: 'There was no homologation yet.',
  properties: {
    id: 'Id',
    integrationId: 'Content platform',
    startedAt: 'Started',
    finishedAt: 'Finished',
    requestedBy: 'By',
    passed: 'Passed',
    steps: 'Steps',
  },
  labels: {},
}

export const homologationMessages: Record<keyof typeof messages, string> = {
  homologationText:
    'A homologation sends the events of an invented customer to the address below, one after the other: creation, suspension, resumption and removal. So you and the platform check the data before the first customer.',
  homologationHint:
    'No customer and no package changes. If an event is refused, those after it are sent all the same, so that nothing of the invented customer stays at the platform.',
  homologationPackage: 'Package in the events',
  homologationAnyPackage: 'The first package of this platform',
  homologationInvented: 'This platform has no packages yet: an invented one is used.',
  homologationNow: 'Homologate now',
  homologationAgain: 'Homologate again',
  homologationRunning: 'Sending… this can take up to a minute',
  homologationPassed: 'The platform accepted all events.',
  homologationFailed: 'The platform did not accept all events. See each step.',
  homologationSteps: 'Steps',
  homologationPast: 'Earlier homologations',
  homologationNone: 'There was no homologation yet. Use Actions › Homologate.',
  homologationUnfinished: 'Under way or interrupted',
  homologationReport: 'Download the report',
  homologationReportHint:
    'A file, in Portuguese, to hand to the platform. Opens in any browser and can be printed. Holds no secrets.',
  homologationStepPassed: 'Accepted',
  homologationStepFailed: 'Not accepted',
  homologationRequest: 'Sent',
  homologationAnswer: 'Answer',
  homologationNoAnswer: 'No answer.',
  homologationEmptyAnswer: 'An empty answer.',
  homologationNotSent: 'The request could not be built; nothing was sent.',
  homologationLearned: 'The platform told: {{learned}}',
  homologationBy: 'by {{by}}',
}
