/** Milliseconds of the machine's monotonic clock: the same in every process, so instants of different ones compare. */
const offset = Number(process.hrtime.bigint()) / 1e6 - performance.now()

export const nowMs = (): number => performance.now() + offset
