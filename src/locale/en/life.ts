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
