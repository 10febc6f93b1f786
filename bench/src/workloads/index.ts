import { drain } from './drain.js'
import type { Workload } from './workload.js'

export const WORKLOADS: readonly Workload[] = [drain]
