/** A subscription that a platform holds for a user. */
export interface ListedSubscription {
  /** The id that our events name it by (`data.subscription.id`), where the platform keeps it. */
  id?: number
  /** The platform's own id of the product; used where `id` is left out, and to notice a wrong product. */
  productExternalId?: string
  state: 'active' | 'suspended'
}

/**
 * A user that a platform holds. It is matched with one of ours by `accountId`, else by `externalId`, else by `login`.
 * What the platform has removed is left out of its list, users and subscriptions alike.
 */
export interface ListedAccount {
  /** The platform's own id of the user. */
  externalId: string
  /** The id that our events name the user by (`data.account.id`), where the platform keeps it. */
  accountId?: number
  login?: string
  /** Of the user as a whole; compared where `subscriptions` is left out. `active` unless given. */
  state?: 'active' | 'suspended'
  /** Left out where the platform knows only users, not what each of them subscribes to. */
  subscriptions?: readonly ListedSubscription[]
}
