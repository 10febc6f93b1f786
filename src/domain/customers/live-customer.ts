import type { EntityManager } from 'typeorm'
import { DomainError } from '../../errors.js'

/**
 * Holds a customer still until the transaction ends and refuses one who is to be forgotten or was: he gets no service,
 * no package and no change. Always before a plan, a package or a service is locked. A customer who isn't there is not
 * refused here.
 */
export const lockLiveCustomer = async (tx: EntityManager, id: number): Promise<void> => {
  // Whoever asks to forget him locks the same row, so that none of both can miss the other.
  const [customer]: { anonymized: boolean; requested: boolean }[] = await tx.query(
    `select anonymized_at is not null as anonymized, anonymization_requested_at is not null as requested
     from content_platforms.customer where id = $1 for no key update`,
    [id],
  )
  if (customer) refuseForgotten(id, customer)
}

/** Refuses `CUSTOMER_ANONYMIZED` or `ANONYMIZATION_PENDING`. */
export const refuseForgotten = (
  id: number,
  { anonymized, requested }: { anonymized: boolean; requested: boolean },
): void => {
  if (anonymized) throw new DomainError('CUSTOMER_ANONYMIZED', { id })
  if (requested) throw new DomainError('ANONYMIZATION_PENDING', { id })
}
