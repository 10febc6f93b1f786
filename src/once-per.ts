/**
 * `make`, asked once for each object and then remembered as long as that object lives: for what an endpoint means to all
 * events of a claim. Objects are told apart by identity, so a changed integration, which is read anew, is made anew.
 */
export const oncePer = <K extends object, V>(make: (key: K) => V): ((key: K) => V) => {
  const made = new WeakMap<K, { value: V }>()
  return (key) => {
    const known = made.get(key)
    if (known) return known.value
    const value = make(key)
    made.set(key, { value })
    return value
  }
}
