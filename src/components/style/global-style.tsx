import React from 'react'
import { base } from './base.js'
import { bulk } from './bulk.js'
import { catalogue } from './catalogue.js'
import { delivery } from './delivery.js'
import { desk } from './desk.js'
import { form } from './form.js'
import { list } from './list.js'
import { overrides } from './overrides.js'
import { privacy } from './privacy.js'
import { reconciliation } from './reconciliation.js'
import { shell } from './shell.js'
import { templates } from './templates.js'

const SHEET = [
  base,
  shell,
  list,
  form,
  catalogue,
  desk,
  delivery,
  reconciliation,
  bulk,
  templates,
  privacy,
  overrides,
].join('\n')

/** The panel's own style sheet; rendered once by whatever fills the window. */
export const GlobalStyle: React.FC = () => <style>{SHEET}</style>
