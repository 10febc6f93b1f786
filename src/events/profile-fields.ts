import type { DataProfile } from '../entities/integration.js'
import type { BodyCustomer } from './standard-body.js'

// BR-73: nothing that the profile does not name leaves the provider.
const PROFILE_FIELDS: Record<DataProfile, readonly (keyof BodyCustomer)[]> = {
  minimal: ['id'],
  contact: ['id', 'code', 'name', 'email', 'phone'],
  full: ['id', 'code', 'name', 'email', 'phone', 'personType', 'document', 'externalId'],
}

/** The customer's fields that a payload may hold. */
export const profileFields = (profile: DataProfile): readonly (keyof BodyCustomer)[] => PROFILE_FIELDS[profile]
