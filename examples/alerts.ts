// Posts what needs a person into the provider's chat, and says so when it is over.
import type { AlertKind, AlertNotice, OnAlert } from 'adminjs-content-platforms'

// #region words
const WHAT: Record<AlertKind, (alert: AlertNotice) => string> = {
  lane_parked: ({ integration, count }) => `${integration}: nothing goes out any more for ${count} customers`,
  breaker_open: ({ integration }) => `${integration}: delivery is interrupted`,
  resume_undelivered: ({ integration, count }) => `${integration}: ${count} packages are paid for and still blocked`,
  integration_gone: ({ integration }) => `${integration}: answered 410 and was deactivated`,
  brake_held: ({ job, count }) => `${job}: waits for a person before it ends ${count} packages`,
  job_failing: ({ job, count }) => `${job}: failed ${count} times in a row`,
  reconciliation_differs: ({ integration, count }) => `${integration}: ${count} differences found`,
}
// #endregion

/** To be given as the option `onAlert`; `chatUrl` takes `{ "text": "…" }`. */
export const createChatAlerts =
  (chatUrl: string): OnAlert =>
  // #region post
  async (alert, { signal }) => {
    const what = WHAT[alert.kind](alert)
    const text = alert.change === 'ended' ? `Solved: ${what}` : `${what}, since ${alert.since.toISOString()}`
    const headers = { 'content-type': 'application/json', 'idempotency-key': `${alert.id}-${alert.change}` }
    const answer = await fetch(chatUrl, { method: 'POST', headers, body: JSON.stringify({ text }), signal })
    // An error has the alert told again, later.
    if (!answer.ok) throw new Error(`the chat answered ${answer.status}`)
  }
// #endregion
