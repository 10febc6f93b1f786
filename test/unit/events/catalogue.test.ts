import { describe, expect, it } from 'vitest'
import { REMOVAL_CAUSES } from '../../../src/domain/state/desired-state.js'
import { EVENTS } from '../../../src/events/catalogue.js'
import { isStateful } from '../../../src/events/event-types.js'

const DATA = {
  subscriptionId: 1,
  packageId: 2,
  productId: 3,
  serviceId: 4,
  serviceStatus: 'servico_habilitado',
  accountId: 5,
  customerId: 6,
  state: 'absent',
  previousState: 'active',
  reasons: [],
  expiresOn: null,
  otherActiveSubscriptions: 0,
}

describe('the catalogue', () => {
  it.each(REMOVAL_CAUSES)('knows the cause %s of a removal', (cause) => {
    expect(EVENTS['content.subscription.removed'].stored.safeParse({ ...DATA, cause }).success).toBe(true)
  })
  it('lets nothing beside ids and states be stored', () => {
    for (const field of ['name', 'email', 'document', 'phone', 'parameters']) {
      expect(EVENTS['content.subscription.created'].stored.safeParse({ ...DATA, [field]: 'x' }).success).toBe(false)
      expect(EVENTS['integration.ping'].stored.safeParse({ [field]: 'x' }).success).toBe(false)
    }
  })
  it('holds the lane for what changes a state, and for nothing else', () => {
    expect(Object.keys(EVENTS).filter(isStateful)).toEqual(
      ['created', 'suspended', 'resumed', 'removed', 'changed'].map((name) => `content.subscription.${name}`),
    )
  })
})
