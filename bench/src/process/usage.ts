import type { Usage } from './serve.js'

/** What this process has used so far. */
export const cpus = (): Usage => {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, maxRssMb: process.resourceUsage().maxRSS / 1024 }
}
