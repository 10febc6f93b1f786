import fc from 'fast-check'
import { BLOCK_KINDS, type BlockKind } from '../../../src/entities/service-block.js'

const place = fc.nat({ max: 11 })

const kinds = fc.constantFrom<BlockKind>(...BLOCK_KINDS)

/** One thing that somebody does. Numbers choose among what there is by then. */
export const fact = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('link'), service: place, package: place }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('unlink'), subscription: place }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('suspend'), service: place, block: kinds }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('enable'), service: place, blocks: fc.option(fc.uniqueArray(kinds)) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('trust'), service: place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('expiry'), subscription: place, past: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel'), service: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('activate'), service: place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('holder'), service: place, customer: place }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('migrate'), service: place, plan: place, works: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('product'), package: place, product: fc.option(place, { freq: 5 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('suspendOnDebt'), package: place, on: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('switches'),
      integration: place,
      sendSuspendResume: fc.boolean(),
      suspendOnPartial: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('types'),
      integration: place,
      suspensions: fc.boolean(),
      changed: fc.boolean(),
      relinked: fc.boolean(),
    }),
  },
)

export type Fact = typeof fact extends fc.Arbitrary<infer F> ? F : never
