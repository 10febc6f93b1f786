/** What a process of the soak is told, as JSON in its only argument. */
export interface ProcessInput {
  databaseUrl: string
  encryptionKey: string
  seed: number
}

/** What such a process tells, one JSON line each. */
export type ProcessLine =
  | { kind: 'ready' }
  /** Of facts so far, once a second: what became of them. */
  | { kind: 'facts'; counts: Record<string, number> }
  | { kind: 'memory'; rssMb: number }
  /** A warning or an error that the package logged. */
  | { kind: 'logged'; message: string; laneId?: number }
  /** Something that no fault explains: the soak fails. */
  | { kind: 'unexpected'; error: string }
