/**
 * True for a path with a part that every object has without being given it (`toString`, `constructor`). AdminJS looks a
 * property up by the names of a form or a filter, finds that, and fails.
 */
export const isInheritedName = (path: string): boolean =>
  path.split('.').some((part) => Object.hasOwn(Object.prototype, part))
