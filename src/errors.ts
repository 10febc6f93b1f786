/** Every way in which a rule can refuse. The sentences for people live in `locale/`, one per code. */
export const ERROR_CODES = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'FORBIDDEN',
  'CONFLICT',
  'RECORD_IN_USE',
  'UNTRACKED_WRITE',
  'PACKAGE_NOT_IN_LOCKED_PLAN',
  'PACKAGE_ALREADY_LINKED',
  'PACKAGE_INACTIVE',
  'SINGLE_PACKAGE_TAKEN',
  'PACKAGE_ONLY_IN_PLAN',
  'SERVICE_SUSPENDED_FOR_DEBT',
  'SERVICE_CANCELED',
  'SERVICE_ALREADY_ACTIVE',
  'SERVICE_NOT_ACTIVE',
  'SERVICE_ALREADY_SUSPENDED',
  'SERVICE_NOT_SUSPENDED',
  'REASON_REQUIRED',
  'EVENT_NOT_AT_HEAD',
  'EVENT_ALREADY_SETTLED',
  'EVENT_IN_FLIGHT',
  'EVENT_NOT_PARKED',
  'INTEGRATION_INACTIVE',
  'CUSTOMER_ANONYMIZED',
  'UNEXPECTED',
  'SYSTEM_RECORD',
  'STATUS_IN_USE',
  'PACKAGE_NOT_LINKED',
  'EXPIRY_IN_PAST',
  'PRICE_OUT_OF_RANGE',
  'BULK_ALREADY_STARTED',
  'BULK_EMPTY',
  'BULK_NOTHING_TO_DO',
  'BULK_SELECTION_CHANGED',
  'BULK_BRAKE_NOT_CONFIRMED',
  'BULK_NOT_RUNNING',
  'PLATFORM_UNREACHABLE',
  'PLATFORM_ADDRESS_BLOCKED',
  'PLATFORM_REFUSED',
  'PLATFORM_ANSWER_INVALID',
  'PLATFORM_LIST_TOO_LONG',
  'GATEWAY_UNKNOWN',
  'SECRETS_UNREADABLE',
  'PRODUCT_LIST_EMPTY',
  'PRODUCT_RETIRED',
  'STATE_UNDER_WAY',
  'NOTHING_TO_RESEND',
  'DIFFERENCE_NOT_FIXABLE',
  'CORRECTION_NOT_CONFIRMED',
  'RECONCILIATION_RUNNING',
  'BRAKE_DECIDED',
  'BRAKE_CHANGED',
  'NOTHING_TO_REDELIVER',
  'ANONYMIZATION_PENDING',
  'ANONYMIZATION_NOT_REQUESTED',
  'CUSTOMER_HAS_SERVICES',
  'SERVICE_PROTECTED_FROM_SUSPENSION',
  'SERVICE_NOT_IN_DEBT',
  'TRUST_UNLOCK_RUNNING',
  'SERVICE_ALREADY_MIGRATED',
  'MIGRATION_CHANGED',
  'HOLDER_HAS_DEBT',
  'NOTHING_CHANGED',
  'EVENT_NOT_WANTED',
  'ACCOUNT_WITHOUT_PACKAGE',
  'ACCESS_JUST_SENT',
  'DISCOUNT_STARTED',
  'DISCOUNT_ENDED',
  'DISCOUNTS_EXCEED_PRICE',
  'HOMOLOGATION_RUNNING',
  'BREAKER_ALREADY_FORCED',
  'BREAKER_ALREADY_CLOSED',
  'SECRET_OVERLAP_RUNNING',
  'NO_PREVIOUS_SECRET',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** One refused field: `path` is the property's name (`parameters.0.key` inside a list), `code` names the sentence. */
export interface FieldIssue {
  path: string
  code: FieldIssueCode
  params?: Record<string, string | number>
}

export const FIELD_ISSUE_CODES = [
  'required',
  'tooLong',
  'invalidNumber',
  'invalidInteger',
  'negative',
  'outOfRange',
  'invalidMoney',
  'invalidDate',
  'dateInPast',
  'invalidChoice',
  'invalidReference',
  'invalidEmail',
  'invalidPhone',
  'invalidCpf',
  'invalidCnpj',
  'invalidUrl',
  'urlNotHttps',
  'urlHasCredentials',
  'urlPortNotAllowed',
  'urlAddressNotAllowed',
  'duplicateParameter',
  'duplicateRow',
  'invalidParameterName',
  'invalidHeaderValue',
  'reservedHeader',
  'pathParameterMissing',
  'pathParameterUnknown',
  'alreadyTaken',
  'compositionMismatch',
  'invalidPercent',
  'percentMismatch',
  'zeroPriceNotConfirmed',
  'mandatoryPackage',
  'inactive',
  'secretRequired',
  'passwordTooShort',
  'inUse',
  'invalidValue',
  'notConfirmed',
  'invalidCode',
  'ownAccount',
  'samePackage',
  'filterEmpty',
  'unknownFilter',
  'tooMany',
  'invalidTemplate',
  'invalidJson',
  'templateMissing',
  'codeNotConfirmed',
  'samePlan',
  'sameHolder',
  'shippedEffect',
  'endsServices',
  'requiredEvents',
  'eventsOnlyTogether',
  'eventNotInFormat',
  'invalidStatus',
  'invalidBodyPath',
  'reservedBodyField',
  'mustBePositive',
  'endsBeforeStart',
  'alreadyEndsBefore',
  'discountExceedsPrice',
  'singlePackageTaken',
] as const

export type FieldIssueCode = (typeof FIELD_ISSUE_CODES)[number]

/**
 * A rule refused. Carries a code and data, no sentence: the panel and the API write the sentence in the reader's
 * language. `data.issues` is present for `INVALID_INPUT` and names every refused field at once.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: ErrorCode
  readonly data: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, data: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.data = data
  }
}

/** Refuses input field by field; does nothing when there is no issue. */
export const refuseIssues = (issues: readonly FieldIssue[]): void => {
  if (issues.length > 0) throw new DomainError('INVALID_INPUT', { issues })
}

/** The refused fields of an `INVALID_INPUT` error; empty for any other error. */
export const issuesOf = (error: DomainError): readonly FieldIssue[] =>
  (error.data.issues as readonly FieldIssue[] | undefined) ?? []
