/**
 * No request can be made of an event as things are now. `reason` becomes the class of the attempt's failure, and the
 * event is tried again by the schedule.
 */
export class UnsendableError extends Error {
  override readonly name = 'UnsendableError'
  readonly reason: string

  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.reason = reason
  }
}
