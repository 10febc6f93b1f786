import { Button } from '@adminjs/design-system'
import { type ActionProps, ViewHelpers } from 'adminjs'
import React, { type FormEvent, useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import { useActionData } from '../actions/use-action-data.js'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { Labelled } from '../forms/labelled.js'
import { PageState } from '../forms/page-state.js'
import type { BulkChoices, PreviewData } from './bulk-data.js'
import { type BulkForm, EMPTY_BULK, fromListQuery, KINDS, toPayload } from './bulk-form.js'
import { DetailFields } from './detail-fields.js'
import { FilterFields } from './filter-fields.js'
import { Preview } from './preview.js'

const RESOURCE = 'BulkJob'
const FILTERS = new Set(['planIds', 'statusIds', 'linkedPackageId', 'integrationId', 'personType', 'serviceNumbers'])

const pathsOf = (changed: Partial<BulkForm>): string[] =>
  Object.keys(changed).flatMap((name) =>
    FILTERS.has(name) || name.startsWith('activated') ? [`filter.${name}`, 'filter'] : [name, 'confirmZeroPrice'],
  )

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** *Nova ação em massa*: what, which services, how; then a check that changes nothing; only then the start. */
const NewBulk: React.FC<ActionProps> = () => {
  const { desk, value: labelOf, word, notice, issue } = useDeskWords()
  const navigate = useNavigate()
  const { search } = useLocation()
  const [form, setForm] = useState<BulkForm>(() => ({ ...EMPTY_BULK, ...fromListQuery(new URLSearchParams(search)) }))
  const [preview, setPreview] = useState<PreviewData | null>(null)
  const [typed, setTyped] = useState('')
  const previewBox = useRef<HTMLDivElement>(null)
  const choices = useActionData<BulkChoices>({ resourceId: RESOURCE, actionName: 'listChoices' })
  const check = useActionForm({ resourceId: RESOURCE, actionName: 'preview' }, { isSilent: true })
  const start = useActionForm({ resourceId: RESOURCE, actionName: 'new' })
  const isBusy = check.isBusy || start.isBusy

  useEffect(() => {
    if (preview) previewBox.current?.scrollIntoView({ behavior: 'smooth', block: 'start' })
  }, [preview])

  const errors = { ...start.errors, ...check.errors }
  const isRefused = Object.keys(errors).length > 0
  useEffect(() => {
    if (isRefused && !isBusy)
      document.querySelector('.cp-bulk .cp-error')?.scrollIntoView({ behavior: 'smooth', block: 'center' })
  }, [isRefused, isBusy])

  if (!choices.data) return <PageState failure={choices.failure} resourceId={RESOURCE} onRetry={choices.reload} />

  const change = (changed: Partial<BulkForm>): void => {
    setForm((current) => ({ ...current, ...changed }))
    setPreview(null)
    setTyped('')
    check.forget(pathsOf(changed))
    start.forget(pathsOf(changed))
  }
  const conferir = async (): Promise<void> => {
    setPreview(null)
    setTyped('')
    const answer = await check.post(toPayload(form))
    if (answer) setPreview(answer.data as PreviewData)
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!preview) return conferir()
    const answer = await start.post({
      ...toPayload(form),
      expectedTotal: String(preview.total),
      confirmedAffected: preview.needsConfirmation ? digitsOf(typed) : '',
    })
    if (answer) {
      const { jobId } = answer.data as { jobId: number }
      navigate(new ViewHelpers().recordActionUrl({ resourceId: RESOURCE, recordId: String(jobId), actionName: 'show' }))
      return
    }
    // What the person agreed to is not what it is any more: shown anew.
    await conferir()
  }

  const isConfirmed = !preview?.needsConfirmation || digitsOf(typed) === String(preview.affected)
  const canStart = preview !== null && preview.accepted > 0 && isConfirmed
  const refusal = check.refusal ?? start.refusal
  return (
    <form className="cp-form cp-bulk" onSubmit={submit} noValidate>
      <section className="cp-bulk-part">
        <Labelled id="kind" label={desk('bulkWhat')} error={errors.kind} required group>
          {() => (
            <div className="cp-bulk-kinds">
              {KINDS.map((kind) => (
                <label key={kind} className="cp-bulk-kind">
                  <input
                    type="radio"
                    name="kind"
                    value={kind}
                    checked={form.kind === kind}
                    onChange={() => change({ kind, priceRule: '', priceCents: '', percent: '' })}
                  />
                  <span>{labelOf('kind', kind, RESOURCE)}</span>
                </label>
              ))}
            </div>
          )}
        </Labelled>
      </section>
      <DetailFields form={form} packages={choices.data.packages} errors={errors} onChange={change} />
      {form.kind !== '' && <FilterFields form={form} choices={choices.data} errors={errors} onChange={change} />}
      <div ref={previewBox} className="cp-bulk-anchor">
        {preview && <Preview preview={preview} typed={typed} onType={setTyped} />}
      </div>
      {refusal && (
        <div className="cp-form-refusal">
          <Alert tone="negative" title={notice(refusal, RESOURCE)} />
        </div>
      )}
      {isRefused && !refusal && (
        <div className="cp-form-refusal">
          <Alert tone="negative" title={desk('bulkFix')}>
            {errors.filter && issue(errors.filter)}
          </Alert>
        </div>
      )}
      <div className="cp-form-foot">
        {preview ? (
          <Button type="submit" variant="contained" disabled={isBusy || !canStart}>
            {start.isBusy
              ? word('saving')
              : desk('bulkStart', { count: preview.accepted }).replace(
                  String(preview.accepted),
                  preview.accepted.toLocaleString('pt-BR'),
                )}
          </Button>
        ) : (
          <Button type="submit" variant="contained" disabled={isBusy || form.kind === ''}>
            {check.isBusy ? desk('bulkChecking') : desk('bulkCheck')}
          </Button>
        )}
        <Button type="button" variant="text" onClick={() => navigate(-1)}>
          {word('back')}
        </Button>
        {!preview && <span className="cp-desk-soft cp-bulk-first">{desk('bulkCheckFirst')}</span>}
      </div>
    </form>
  )
}
export default NewBulk
