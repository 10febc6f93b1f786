/** Helping sentences of an integration's form. */
export const integrationHints = {
  url: 'The https address at which the platform takes our messages.',
  singlePackage: 'Each customer can have one active package of this platform.',
  sendSuspendResume:
    'Off, the platform is not told of blocks: it gets creation and removal. Needs suspension and resumption ticked in the Events tab.',
  suspendOnPartial: 'On, a partial suspension of the internet service blocks the content too.',
  payloadFormat:
    'Standard: this panel’s own format. HubSoft compatible: reconstructed from what other receivers read; confirm the fields with the platform before the first customer. Own template: you write the request in the Templates tab.',
  dataProfile:
    'Send as little as needed: this is personal data. The document (CPF/CNPJ) is only in the full profile, in any format.',
  parameters: 'Each parameter is sent with every request, once, in the place chosen.',
  eventTypes: 'The platform gets only what is ticked. The connection can always be tested.',
  expiringDays: 'From 1 to 90 days.',
  successRule: 'Many platforms answer 200 even when they refuse. Choose how a refusal is recognised.',
  successPath: 'The path to the field in the answer’s JSON, with dots. Example: result.status',
  successValue:
    'Compared as text and exactly: capitals count. The number 1 and the text “1” are equal; for a true value use true.',
  extraStatuses:
    'For example 404 or 410 on removal (the user is gone there already) and 409 on creation (it exists). They count as delivered whatever the body says.',
}
