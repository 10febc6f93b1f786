/** What every metric's name begins with. */
export const PREFIX = 'content_platforms_'

/** Bounds for statements of the engine, which take milliseconds. */
export const STATEMENT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
/** Bounds for what a platform takes to answer, up to the longest deadline that can be set. */
export const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60]
/** Bounds for jobs, of which some read everything. */
export const JOB_SECONDS = [0.01, 0.1, 1, 5, 15, 60, 300, 900, 3600]
/** Bounds for how many lanes one statement took along. */
export const LANES = [0, 1, 5, 10, 25, 50, 100, 200, 500, 1000]
