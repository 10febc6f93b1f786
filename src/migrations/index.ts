import { CreateSchema1763900000000 } from './1763900000000-create-schema.js'
import { CompleteDomain1764000000000 } from './1764000000000-complete-domain.js'

/** Every migration of the package, for the `migrations` of the host's DataSource. */
export const contentPlatformMigrations = [CreateSchema1763900000000, CompleteDomain1764000000000]
