import { isProvisioned } from './desired-state.js'
import type { CarriedSubscription, MigrationFacts } from './migration-facts.js'

/** Why a package does not go along to the new plan. */
export type LossReason =
  | 'PACKAGE_NOT_IN_NEW_PLAN'
  | 'PACKAGE_NOT_CHOSEN'
  | 'PACKAGE_NOT_IN_LOCKED_PLAN'
  | 'PACKAGE_ONLY_IN_PLAN'
  | 'SINGLE_PACKAGE_TAKEN'
