/** What `--help` prints. */
export const HELP = `Usage: adminjs-content-platforms <command> [options]

Commands
  worker         deliver webhooks and run the jobs, without a panel; any number of them side by side
  migrate        create or update the tables (schema content_platforms), then end
  status         print once what waits, is parked or late, and the breakers
  generate-key   print a fresh key for encryptionKey
  reencrypt      seal every secret anew with the first of several keys; may be broken off and run again

Options
  -c, --config <file>      .mjs, .js or .json; otherwise content-platforms.config.{mjs,js,json} here, if there is one
  -h, --help               this text
      --version            the version

Options of worker
      --no-jobs            deliver only; the jobs must run in another process
      --threads <n>        threads that deliver, each on a core of its own (2 where there are 4)
      --health-port <n>    answer GET /health/live and /health/ready there
      --metrics-port <n>   answer GET /metrics there; the same port for both is one server
      --bind <address>     of these ports (127.0.0.1)
      --drain-seconds <n>  how long requests under way may take after SIGTERM (20)

Options of status
      --json               for machines

Environment, for what neither the options above nor the file say
  DATABASE_URL                       postgres://user:password@host:5432/database
  CONTENT_PLATFORMS_ENCRYPTION_KEY   one key, or several with commas between: the first seals, all open
  CONTENT_PLATFORMS_CONFIG           as --config
  CONTENT_PLATFORMS_POOL_SIZE        connections of each thread at most (12, and 6 for each after the first)
  CONTENT_PLATFORMS_DATABASE_SSL     true: TLS with a checked certificate
  CONTENT_PLATFORMS_TIME_ZONE        as the option timeZone
  CONTENT_PLATFORMS_THREADS          as --threads
  CONTENT_PLATFORMS_HEALTH_PORT      as --health-port
  CONTENT_PLATFORMS_METRICS_PORT     as --metrics-port
  CONTENT_PLATFORMS_BIND             as --bind
  CONTENT_PLATFORMS_DRAIN_SECONDS    as --drain-seconds
  CONTENT_PLATFORMS_LOG_LEVEL        info (one line per attempt), warn or error

The file's default export is the options of contentPlatforms() without dataSource, plus
  database: { url, poolSize, ssl }   or a dataSource of your own; it may be a function or a promise;
  worker: { threads }                as --threads

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 wrong configuration, 4 no database, 5 not migrated, 6 port not free.
`
