import { Button, Icon } from '@adminjs/design-system'
import { type RecordJSON, useTranslation } from 'adminjs'
import React from 'react'
import { writeHomologationReport } from '../../../locale/pt-br/homologation-report.js'
import { useWords } from '../../words.js'
import { useFailureWords } from '../failure.js'
import type { RunData } from './homologation-data.js'

const save = (html: string, name: string): void => {
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)

/** *Baixar relatório*: a page for the platform, made here in the browser of what is on the screen. */
export const ReportButton: React.FC<{ record: RecordJSON; run: RunData }> = ({ record, run }) => {
  const { translateMessage } = useTranslation()
  const { value: labelOf, timeZone } = useWords()
  const describe = useFailureWords()
  const platform = String(record.params.description ?? '')
  const download = (): void => {
    const html = writeHomologationReport({
      platform,
      url: String(record.params.url ?? ''),
      startedAt: run.startedAt,
      passed: run.passed,
      steps: run.steps,
      timeZone,
      nameOf: (type) => labelOf('type', type, 'WebhookEvent'),
      describe: (message) => describe({ message }),
    })
    save(html, `homologacao-${slug(platform)}-${run.startedAt.slice(0, 10)}.html`)
  }
  return (
    <Button type="button" variant="outlined" onClick={download}>
      <Icon icon="Download" />
      {translateMessage('homologationReport', 'Integration')}
    </Button>
  )
}
