import type { Integration } from '../entities/integration.js'

/** What an integration says of the answers that it counts as success. */
export type SuccessCriteria = Pick<Integration, 'successRule' | 'successPath' | 'successValue' | 'extraStatuses'>

interface JudgedAnswer {
  status: number
  /** The body's JSON; undefined where it is none. */
  answer: unknown
  eventType: string
}

/** The value at a path such as `result.items.0.status`; undefined where there is none of its own. */
const valueAt = (answer: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    return (value as Record<string, unknown>)[key]
  }, answer)

/** A text, number or switch as text; undefined for anything else, which equals no expected value. */
const asText = (value: unknown): string | undefined =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined

const saysYes = (answer: unknown, { successRule, successPath, successValue }: SuccessCriteria): boolean => {
  switch (successRule) {
    case 'http_2xx':
      return true
    case 'http_2xx_and_body_success':
      return ![false, 'false'].includes(valueAt(answer, 'success') as boolean)
    case 'body_value':
      return successPath !== null && asText(valueAt(answer, successPath)) === successValue
  }
}

/**
 * BR-83: success is 2xx and what the rule wants of the body, or one of the statuses that the integration counts as
 * success for this type of event, whatever the body.
 *
 * `body_value` compares as text and exactly: an expected `1` is met by `1` and `"1"`, `true` by `true` and `"true"`,
 * never by `"True"`, `null`, a list or an object.
 */
export const judgeAnswer = ({ status, answer, eventType }: JudgedAnswer, criteria: SuccessCriteria): boolean => {
  if (criteria.extraStatuses[eventType]?.includes(status)) return true
  return status >= 200 && status <= 299 && saysYes(answer, criteria)
}
