import { drain } from './drain.js'
import { idle } from './idle.js'
import { kill } from './kill.js'
import { memory } from './memory.js'
import { singles } from './singles.js'
import { slow } from './slow.js'
import { suspend } from './suspend.js'
import { waiting } from './waiting.js'
import { workers } from './workers.js'
import type { Workload } from './workload.js'

export const WORKLOADS: readonly Workload[] = [drain, singles, suspend, idle, slow, waiting, memory, workers, kill]
