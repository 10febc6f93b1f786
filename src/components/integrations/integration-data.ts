/** What the screens of an integration read from their actions. */

export interface SyncedProductData {
  externalId: string
  code: string
  name: string
  /** Of an updated one. */
  previousName?: string
  previousCode?: string
  /** Of a retired one: the packages that still name it. */
  packages?: { id: number; name: string; linked: number }[]
}

/** Products of one group; `items` may hold fewer than `count`. */
export interface SyncGroupData {
  count: number
  items: SyncedProductData[]
}

/** Answer of `syncProducts`. */
export interface SyncData {
  created: SyncGroupData
  updated: SyncGroupData
  reactivated: SyncGroupData
  retired: SyncGroupData
  unchanged: number
}

/** How deliveries to a platform went in one hour. */
export interface HourOfDeliveries {
  /** When it began. */
  at: string
  attempts: number
  accepted: number
  /** Those that the platform answered, whether or not it accepted. */
  answered: number
  /** Of those answered; null without one. */
  averageMs: number | null
  slowestMs: number | null
}
