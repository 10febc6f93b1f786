import type { ActionContext } from 'adminjs'

const ACTED_ON = new Set(['pending', 'retrying', 'held', 'parked'])

/** Shows an action only on the first unsettled event of a lane; the use case decides again. */
export const isUnsettled = ({ record }: Pick<ActionContext, 'record'>): boolean =>
  ACTED_ON.has(String(record?.params.situation))
