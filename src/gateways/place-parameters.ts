import type { OpenParameter } from './gateway.js'

/** Those of the parameters that go to one place. BR-03: each exactly once, in its declared location. */
export const located = (
  parameters: readonly OpenParameter[],
  location: OpenParameter['location'],
): readonly OpenParameter[] => parameters.filter((parameter) => parameter.location === location)

/** `url` with the path's parameters in place of their `{key}`, each encoded. */
export const fillPath = (url: string, parameters: readonly OpenParameter[]): string =>
  located(parameters, 'path').reduce(
    (text, { key, value }) => text.replaceAll(`{${key}}`, encodeURIComponent(value)),
    url,
  )

/** `url` with the parameters of its path and its query. */
export const buildUrl = (url: string, parameters: readonly OpenParameter[]): string => {
  const target = new URL(fillPath(url, parameters))
  for (const { key, value } of located(parameters, 'query')) target.searchParams.append(key, value)
  return target.href
}

export const asRecord = (parameters: readonly OpenParameter[]): Record<string, string> =>
  Object.fromEntries(parameters.map(({ key, value }) => [key, value]))
