import type { RecordedEvent } from '../../support/provider.js'
import type { Held } from './plain-model.js'

type User = Map<number, Held>

const shortName = (type: string) => type.replace('content.subscription.', '')

/**
 * A platform that applies the events of its lanes in order and knows nothing else. Refuses what a real one could make no
 * sense of: a second creation, a change of what it doesn't have, a state that it has already, a wrong count of others.
 */
export const createPlatform = () => {
  const users = new Map<number, User>()
  const sequences = new Map<number, number>()

  const applied = (user: User, name: string, event: RecordedEvent): void => {
    const { integrationId, data } = event
    const { subscriptionId: id, productId, customerId } = data as unknown as Record<string, number>
    if (id === undefined || productId === undefined || customerId === undefined) throw new Error('an event without ids')
    const known = user.get(id)
    if (name === 'created') {
      if (known) throw new Error(`${id} is created twice`)
      user.set(id, { integrationId, customerId, productId, state: 'active' })
      return
    }
    if (name === 'relinked') {
      const previous = Number(data.previousSubscriptionId)
      const moved = user.get(previous)
      if (!moved) throw new Error(`${previous} is relinked and not there`)
      user.delete(previous)
      user.set(id, moved)
      return
    }
    if (!known) throw new Error(`${id} is ${name} and not there`)
    if (name === 'removed') user.delete(id)
    else if (name === 'changed') known.productId = productId
    else if (known.state === data.state) throw new Error(`${id} is ${name} already`)
    else known.state = name === 'suspended' ? 'suspended' : 'active'
  }

  return {
    learn(event: RecordedEvent): void {
      const next = (sequences.get(event.laneId) ?? 0) + 1
      if (event.sequence !== next) throw new Error(`sequence ${event.sequence} where ${next} is due`)
      sequences.set(event.laneId, next)
      const user: User = users.get(event.laneId) ?? new Map()
      users.set(event.laneId, user)
      applied(user, shortName(event.type), event)
      const others = [...user.keys()].filter((id) => id !== Number(event.data.subscriptionId)).length
      if (event.data.otherActiveSubscriptions !== others) {
        throw new Error(
          `${shortName(event.type)} says ${event.data.otherActiveSubscriptions} others, there are ${others}`,
        )
      }
    },
    held: (): Held[] => [...users.values()].flatMap((user) => [...user.values()]),
  }
}
