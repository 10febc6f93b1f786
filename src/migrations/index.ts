import { CreateSchema1763900000000 } from './1763900000000-create-schema.js'
import { CompleteDomain1764000000000 } from './1764000000000-complete-domain.js'
import { LimitDelivery1764100000000 } from './1764100000000-limit-delivery.js'
import { CreateAlert1764200000000 } from './1764200000000-create-alert.js'
import { LightenRecording1764400000000 } from './1764400000000-lighten-recording.js'
import { SumUpDeliveries1764410000000 } from './1764410000000-sum-up-deliveries.js'
import { LightenDelivery1764500000000 } from './1764500000000-lighten-delivery.js'
import { RecordInOneLane1764510000000 } from './1764510000000-record-in-one-lane.js'

/** Every migration of the package, for the `migrations` of the host's DataSource. */
export const contentPlatformMigrations = [
  CreateSchema1763900000000,
  CompleteDomain1764000000000,
  LimitDelivery1764100000000,
  CreateAlert1764200000000,
  LightenRecording1764400000000,
  SumUpDeliveries1764410000000,
  LightenDelivery1764500000000,
  RecordInOneLane1764510000000,
]
