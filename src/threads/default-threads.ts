import { availableParallelism } from 'node:os'

/** How many threads deliver unless somebody says: the database and whatever else the machine does want cores too. */
export const defaultThreads = (): number => (availableParallelism() >= 4 ? 2 : 1)
