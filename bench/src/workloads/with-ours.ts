import type { Bench } from '../bench.js'
import { contenderOf } from '../contenders/list.js'
import type { OursCommands } from '../contenders/ours.js'
import { type Stage, type StageInput, withContender } from './with-contender.js'

/** The same for ours alone, with what only ours is asked for. */
export const withOurs = <T>(
  bench: Bench,
  input: Omit<StageInput, 'contender'> & { apart?: boolean },
  use: (stage: Stage<OursCommands>) => Promise<T>,
): Promise<T> => {
  const { apart = true, ...world } = input
  return withContender<OursCommands, T>(bench, { ...world, contender: { ...contenderOf('ours'), apart } }, use)
}
