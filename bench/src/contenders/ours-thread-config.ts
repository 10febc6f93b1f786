import { HOST_OPTIONS } from '../ours/host-options.js'

/** The configuration file that each thread of our worker evaluates. */
export default {
  ...HOST_OPTIONS,
  database: { url: process.env.BENCH_DATABASE_URL },
  delivery: JSON.parse(process.env.BENCH_DELIVERY ?? '{}'),
}
