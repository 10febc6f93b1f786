/** Why the life cycle of a service refuses, by code. */
export const lifeErrors = {
  SERVICE_PROTECTED_FROM_SUSPENSION:
    'This service is protected: nothing automatic suspends it until {{until}}. Change “Do not suspend until” if it should.',
  SERVICE_NOT_IN_DEBT: 'This service is not suspended for debt; there is nothing to unlock on trust.',
  TRUST_UNLOCK_RUNNING:
    'A trust unlock is already running on this service. Wait for its end, or use Enable once the debt is paid.',
  SERVICE_ALREADY_MIGRATED: 'This service was migrated already. Go on with the new service, number {{number}}.',
  MIGRATION_CHANGED:
    'What is kept, gained or lost has changed since you opened this page. Check the new comparison and confirm again.',
  HOLDER_HAS_DEBT:
    'A block for debt is open, and the debt is the present holder’s. Enable the service first, or confirm that the block ends with the change.',
  NOTHING_CHANGED: 'Nothing changed: that is what was saved already.',
} as const

/** Words of trust unlock, protection, migration and change of holder. */
export const lifeDesk = {
  trustUnlockTitle: 'Trust unlock',
  trustUnlockText:
    'For that time the debt does not block the service. Without a payment by its end, the block comes back by itself.',
  trustUnlockPackages: 'These packages are resumed on their platform:',
  trustUnlockButton: 'Unlock on trust',
  trustUnlockDays: 'For how many days',
  trustUnlockDaysHint: 'At most {{max}}. A day is 24 hours from now.',
  trustUnlockRuns: 'Unlocked on trust until {{at}}',
  trustUnlockRunsText: 'The debt does not block until then. Without a payment the block counts again.',
  protectTitle: 'Do not suspend until',
  protectText: 'Nothing automatic suspends the service through that day. A person still can.',
  protectHint: 'Left blank, the service is protected no more.',
  protectButton: 'Save',
  protectedUntil: 'Do not suspend until {{day}}',
  protectedText: 'Nothing automatic suspends this service through that day.',
  suspendProtected:
    'Somebody promised the customer that the service would not be suspended until then. Suspend it only if you are sure.',
  migratedAway: 'This service was migrated',
  nextService: 'It goes on as service',
  previousService: 'Migrated from service',
  migrateTitle: 'Migrate to another plan',
  migrateText: 'A new service takes the place of this one, which is closed. The due day stays the same.',
  migrateBlocks: 'The open block goes along, and the new service begins suspended: {{kinds}}.',
  migrateButton: 'Migrate service',
  newPlan: 'New plan',
  newPlanPackages: 'Packages of the new plan',
  mandatoryInPlan: 'Mandatory in the new plan.',
  migrateNow: 'Complete the migration now',
  migrateWaiting: 'Wait for the migration',
  migrateStillWaiting: 'Go on waiting',
  migrateWaitingHint: 'Until a technician’s visit, for instance. The content that the customer uses already stays.',
  keptPackages: 'Kept',
  keptNone: 'No package is kept.',
  keptByHand: 'Linked on its own: keeps price, term and consent.',
  keptOfPlan: 'The new plan has it too.',
  gainedPackages: 'Gained',
  gainedNone: 'No package comes in.',
  gainedContinues: 'Takes the place of {{name}}, under the same user on the platform.',
  lostPackages: 'Lost',
  lostNone: 'No package is lost.',
  lost_PACKAGE_NOT_IN_NEW_PLAN: 'It came with the present plan, and the new plan does not have it.',
  lost_PACKAGE_NOT_CHOSEN: 'It was unticked above.',
  lost_PACKAGE_NOT_IN_LOCKED_PLAN: 'The new plan locks packages and takes only its own.',
  lost_PACKAGE_ONLY_IN_PLAN: 'It is a combo and exists only through a plan that has it.',
  lost_SINGLE_PACKAGE_TAKEN: 'The platform allows one package per customer, and the new plan brings {{package}}.',
  totalBefore: 'Today: {{total}}',
  holderTitle: 'Change holder',
  holderText: 'The service and its packages go to another customer. The history of this service stays with it.',
  holderPackages:
    'On the platforms these packages are removed for the present holder and created for the new one, under another user:',
  newHolder: 'New holder',
  openDebt: 'Open debt',
  closeDebt: 'End the block for debt with the change.',
  closeDebtHint: 'What is owed stays the present holder’s; the new one does not begin suspended for it.',
  holderButton: 'Change holder',
} as const
