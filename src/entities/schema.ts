/** The PostgreSQL schema that holds every table of this package, apart from the host's own. */
export const SCHEMA = 'content_platforms'
