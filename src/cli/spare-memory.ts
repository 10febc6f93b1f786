import { setFlagsFromString } from 'node:v8'

/**
 * Has V8 collect garbage once the heap grew by this part of what is in use, rather than by up to three times that: of what
 * delivery allocates hardly anything lasts. Measured: a quarter to a third less memory for some 5 % more CPU.
 */
const HEAP_GROWING_PERCENT = 60

/** To be called before anything is loaded. Holds for all threads of the process, and so is nothing for a library to do. */
export const spareMemory = (): void => setFlagsFromString(`--heap-growing-percent=${HEAP_GROWING_PERCENT}`)
