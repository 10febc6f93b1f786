import type { templateMessages as messages, templateReason as reasons } from '../pt-br/templates.js'

export const templateMessages: Record<keyof typeof messages, string> = {
  templatesOff: 'This platform uses no templates',
  templatesOffText:
    'Templates are for a platform with an API of its own. To use them, choose “Own template” as the format, in the tab Events.',
  templatesNone: 'No templates.',
  templatesUnused: 'These templates are not used: another format is chosen.',
  templateTypes: 'Events with a template',
  templateMissing: 'no template yet',
  templateUnwanted: 'not sent',
  templateOptional: 'optional',
  templateStart: 'This event has no template yet. Begin with an example and change it to what the platform asks for.',
  templateStartPing: 'Without a template for the test, the button Test sends nothing. The other events don’t need it.',
  templateUseStarter: 'Begin with an example',
  templateUseEmpty: 'Begin with nothing',
  templateCopyFrom: 'Copy from:',
  templateRemove: 'Remove this template',
  templateMethod: 'Method',
  templatePath: 'Path',
  templatePathHint:
    'Comes after the platform’s address. Each part between slashes can hold a field, whose value is encoded.',
  templateHeaders: 'Headers',
  templateHeadersHint:
    'No keys or passwords here, where all could see them: put them into the tab Parameters, as secret.',
  templateHeaderName: 'Name of the header',
  templateHeaderValue: 'Value of the header',
  templateAddHeader: 'Add a header',
  templateBody: 'Body (JSON)',
  templateBodyHint:
    'Texts between quotes can hold fields. A text that is one field and nothing else carries its value as it is: a number, a list or null. Leave it blank to send no body.',
  templateVariables: 'Fields',
  templateVariablesHint: 'Press a field to put it where the cursor is. Beside it stands the example’s value.',
  templatePreview: 'Preview',
  templatePreviewHint:
    'An invented example; nothing is sent. Secrets are shown as •••. Each request also gets its id, time and signature (webhook-id, webhook-timestamp, webhook-signature).',
  templatePreviewLoading: 'Preparing the preview…',
  templatePreviewRefused: 'Correct the template to see how it would be sent.',
  templatePreviewFailed: 'The preview could not be loaded. Change something in the template to try again.',
  templatePreviewed: 'Preview ready.',
  templateNoBody: 'No body.',
  templatePlace: 'Line {{line}}, column {{column}}',
}

export const templateReason: Record<keyof typeof reasons, string> = {
  invalidJson: 'The body is no valid JSON from here on. Check commas, quotes and braces.',
  syntax: 'This could not be understood: {{detail}}.',
  notClosed: 'Not closed: {{detail}}.',
  unknownTag: 'There is no tag “{{detail}}” here.',
  unknownFilter: 'There is no filter “{{detail}}” here.',
  unknownVariable: 'This event has no field “{{detail}}”. See the list of fields.',
  tooCostly: 'The template takes too much time or memory. Repeat less.',
  tooLarge: 'The result is above 256 KB. Make the template smaller.',
  tooDeep: 'The body has too many levels, one inside of the other.',
  notText: 'This is a list or a group of fields and does not fit into a text. Choose a field of it.',
  pathStart: 'The path must begin with a slash (/).',
  pathCharacters: '“{{detail}}” can’t be in a path. Use plain letters, digits, hyphens and fields.',
  pathSpace: 'A space can’t be in a path. Use a hyphen, or a field.',
  emptySegment: 'A part of the path is empty. Use a field that always has a value.',
  dotSegment: 'A part of the path can be neither “.” nor “..”.',
  lineBreak: 'A header can’t hold a line break.',
  headerCharacters: 'A header takes only letters, digits and common signs.',
  parameterUnplaced:
    'The parameter “{{detail}}” goes into the body, but this template has no room for it. Make the body an object, or change where the parameter goes.',
  parameterTwice:
    'The body has a field “{{detail}}” already, which is also a parameter of the body. Remove one of them.',
}
