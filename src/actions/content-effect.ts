import type { ActionContext } from 'adminjs'
import type { ContentEffect } from '../entities/service-status.js'

/** Shows an action only on services whose status has one of these effects; the use case decides again. */
export const contentEffectOf =
  (...effects: readonly ContentEffect[]) =>
  ({ record }: Pick<ActionContext, 'record'>): boolean =>
    effects.some((effect) => effect === record?.params.contentEffect)
