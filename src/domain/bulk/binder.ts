/** Takes a parameter of a statement and returns its placeholder. */
export type Binder = (value: unknown) => string

/** Collects the parameters of one statement while its text is put together. */
export const createBinder = (): { bind: Binder; parameters: unknown[] } => {
  const parameters: unknown[] = []
  return {
    parameters,
    bind(value) {
      parameters.push(value)
      return `$${parameters.length}`
    },
  }
}
