import { SelectAsync } from '@adminjs/design-system'
import { ApiClient, type RecordJSON } from 'adminjs'
import React, { useEffect, useState } from 'react'
import { useWords } from '../words.js'

interface Option {
  value: string
  label: string
  record: RecordJSON | null
}

interface Props {
  id: string
  resourceId: string
  /** Id of the chosen record; empty for none. */
  value: string
  /** The chosen record where it is already known, so that it need not be fetched. */
  known?: RecordJSON | undefined
  disabled?: boolean
  clearable?: boolean
  invalid?: boolean
  describedBy?: string | undefined
  label?: string
  /** What tells records with the same title apart; it follows the title. */
  detail?: (record: RecordJSON) => readonly unknown[]
  onChange: (id: string, record: RecordJSON | null) => void
}

const toOption = (record: RecordJSON, detail: Props['detail']): Option => {
  const label = [record.title, ...(detail?.(record) ?? [])].filter(Boolean).join(' · ')
  return { value: String(record.id), label, record }
}

const search = async ({ resourceId, detail }: Props, query: string): Promise<Option[]> =>
  (await new ApiClient().searchRecords({ resourceId, query })).map((record) => toOption(record, detail))

/** The chosen record's title, fetched when only its id is known; the id itself if the reader may not see the record. */
const useChosen = ({ resourceId, value, known, detail }: Props) => {
  const [chosen, setChosen] = useState<Option | null>(known ? toOption(known, detail) : null)
  useEffect(() => {
    if (!value || chosen?.value === value) return
    let isCurrent = true
    new ApiClient()
      .recordAction({ resourceId, recordId: value, actionName: 'show' })
      .then(({ data }) => isCurrent && setChosen(toOption(data.record, detail)))
      .catch(() => isCurrent && setChosen({ value, label: `#${value}`, record: null }))
    return () => {
      isCurrent = false
    }
  }, [resourceId, value, chosen])
  return [value && chosen?.value === value ? chosen : null, setChosen] as const
}

/** Finds a record of another resource by what people know of it: name, code or document. */
export const SelectRecord: React.FC<Props> = (props) => {
  const { id, resourceId, disabled, clearable = true, invalid, describedBy, label, onChange } = props
  const { word } = useWords()
  const [chosen, setChosen] = useChosen(props)
  return (
    <SelectAsync
      // A changed resource must not show what the last one offered.
      key={resourceId}
      inputId={id}
      className={`cp-select-record${invalid ? ' cp-select-record-bad' : ''}`}
      classNamePrefix="cp-sr"
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      value={chosen}
      defaultOptions
      cacheOptions
      isClearable={clearable}
      isDisabled={disabled}
      loadOptions={(query: string) => search(props, query)}
      placeholder={word('typeToSearch')}
      noOptionsMessage={() => word('nothingFound')}
      loadingMessage={() => word('searching')}
      screenReaderStatus={({ count }: { count: number }) => String(count)}
      ariaLiveMessages={{
        guidance: () => word('typeToSearch'),
        onChange: ({ label: name = '' }: { label?: string }) => name,
        onFocus: ({ label: name = '' }: { label?: string }) => name,
        onFilter: ({ inputValue }: { inputValue: string }) => inputValue,
      }}
      menuPlacement="auto"
      menuPortalTarget={document.body}
      styles={{ menuPortal: (base: object) => ({ ...base, zIndex: 3000 }) }}
      onChange={(option: Option | null) => {
        setChosen(option)
        onChange(option?.value ?? '', option?.record ?? null)
      }}
    />
  )
}
