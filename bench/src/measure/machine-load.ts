import { cpus } from 'node:os'

/** CPU of all cores together, since the machine was started. */
interface MachineLoad {
  busyMs: number
  idleMs: number
}

/** What the whole machine has done so far, whoever did it. */
export const readMachineLoad = (): MachineLoad => {
  const load = { busyMs: 0, idleMs: 0 }
  for (const { times } of cpus()) {
    load.busyMs += times.user + times.nice + times.sys + times.irq
    load.idleMs += times.idle
  }
  return load
}

/** What it did between two readings. */
export const loadBetween = (before: MachineLoad, after: MachineLoad): MachineLoad => ({
  busyMs: after.busyMs - before.busyMs,
  idleMs: after.idleMs - before.idleMs,
})
