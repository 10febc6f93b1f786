import type { Actor } from '../domain/actor.js'
import type { BlockKind } from '../entities/service-block.js'

/** What a person of a role may suspend a service for; the host and jobs may for all. */
export const suspendKindsOf = (role: Actor['role']): readonly BlockKind[] =>
  role === 'administrator' ? ['debt', 'request', 'partial', 'administrative'] : ['debt', 'request']
