/** The demo can't start, for a reason that the person at the keyboard can mend. The message is for them: in Portuguese. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}
