import { type ActionProps, type RecordJSON, useQueryParams, useRecord } from 'adminjs'
import { type FormEvent, useEffect, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { errorsByTab, type Tab } from './tabs.js'

/** Makes a list that is open behind load anew; the parameter is AdminJS's own. */
const withRefresh = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}refresh=true`

const CONFLICT = /CONFLICT|staleRecord/

const REFUSED = '[aria-invalid="true"], .cp-field-bad input, .cp-field-bad select, .cp-field-bad button'

/** Puts the cursor into the first refused field of the open tab; those of other tabs are in the page, but not seen. */
const focusFirstRefused = (): void => {
  const field = [...document.querySelectorAll<HTMLElement>(REFUSED)].find((element) => element.offsetParent !== null)
  field?.focus({ preventScroll: true })
  field?.scrollIntoView({ block: 'center', behavior: 'smooth' })
}

/** The form's record, its tabs' state and what saving came to. */
export const useRecordForm = ({ record: initial, resource, action }: ActionProps, tabs: readonly Tab[]) => {
  const { record, handleChange, submit, loading, setRecord } = useRecord(initial, resource.id)
  const [chosen, setChosen] = useState(tabs[0]?.id ?? '')
  const [refusals, setRefusals] = useState(0)
  const [isConflict, setIsConflict] = useState(false)
  const navigate = useNavigate()
  const { parsedQuery } = useQueryParams()
  const errors = errorsByTab(tabs, Object.keys(record.errors ?? {}))

  // What a new record starts with (`custom.initial`); a link may bring more along: `…/actions/new?customerId=7`.
  // A record that arrives replaces the form; its setter changes on every render.
  useEffect(() => {
    const linked = Object.entries(parsedQuery ?? {}).filter(([path]) => path in resource.properties)
    const given = initial?.id ? [] : [...Object.entries(action.custom?.initial ?? {}), ...linked]
    if (initial || given.length > 0)
      setRecord((current) => {
        const start = initial ?? current
        return { ...start, params: { ...start.params, ...Object.fromEntries(given) } }
      })
  }, [initial, parsedQuery])

  // Runs after each refusal, also of the same fields again: the person must be taken to what is wrong.
  // Only a refusal may change the tab under the reader's hands.
  useEffect(() => {
    if (refusals === 0) return
    if (!errors.get(chosen)) setChosen(tabs.find((tab) => errors.get(tab.id))?.id ?? chosen)
    const timer = setTimeout(focusFirstRefused, 0)
    return () => clearTimeout(timer)
  }, [refusals])

  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (loading) return
    submit().then(
      ({ data }) => {
        const saved = data.record as RecordJSON | undefined
        const refused = Object.keys(saved?.errors ?? {}).length > 0 || data.notice?.type === 'error'
        setIsConflict(refused && CONFLICT.test(`${data.notice?.message} ${JSON.stringify(saved?.errors ?? {})}`))
        if (refused) setRefusals((count) => count + 1)
        else if (data.redirectUrl) navigate(withRefresh(data.redirectUrl))
        // useRecord has already told the reader; a promise without a catch would be an error of its own.
      },
      () => undefined,
    )
  }

  return { record, handleChange, save, loading, chosen, setChosen, errors, isConflict }
}
