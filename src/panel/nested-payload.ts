type Node = Record<string, unknown>

const isPlain = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const isIndex = (key: string): boolean => /^\d+$/.test(key)

/** Objects whose keys are all numbers become arrays in that order, without holes whatever the numbers were. */
const toArrays = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toArrays)
  if (!(value instanceof Map)) return value
  const entries = [...(value as Map<string, unknown>)]
  if (entries.length > 0 && entries.every(([key]) => isIndex(key)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => toArrays(item))
  return Object.fromEntries(entries.map(([key, item]) => [key, toArrays(item)]))
}

const place = (target: Map<string, unknown>, path: readonly string[], value: unknown): void => {
  const [key = '', ...rest] = path
  if (key === '__proto__') return
  if (rest.length === 0) {
    if (isPlain(value) || (Array.isArray(value) && value.length > 0)) {
      for (const [inner, item] of Object.entries(value)) place(target, [key, inner], item)
      if (Object.keys(value).length === 0) target.set(key, {})
    } else target.set(key, typeof value === 'string' ? value.replaceAll('\0', '') : value)
    return
  }
  const existing = target.get(key)
  const child = existing instanceof Map ? (existing as Map<string, unknown>) : new Map<string, unknown>()
  target.set(key, child)
  place(child, rest, value)
}

/**
 * A payload as an object of objects and arrays, whether it came flattened (`parameters.0.key`), nested or both. Text
 * loses NUL, which PostgreSQL can't store. Huge indexes make no huge arrays; nothing reaches a prototype.
 */
export const nestPayload = (payload: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> => {
  const root = new Map<string, unknown>()
  for (const [path, value] of Object.entries(payload ?? {})) place(root, path.split('.'), value)
  return Object.fromEntries([...root].map(([key, value]) => [key, toArrays(value)]))
}
