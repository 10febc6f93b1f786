import type { Bench } from '../bench.js'
import type { Section } from '../report/section.js'

/** One question to all contenders, or to ours alone. */
export interface Workload {
  key: string
  title: string
  run(bench: Bench): Promise<Omit<Section, 'key' | 'title'>>
}
