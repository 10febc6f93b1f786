import { flat } from 'adminjs'
import React, { useEffect } from 'react'
import { Field } from '../properties/field.js'
import { type EditProps, errorOf } from '../properties/property-props.js'
import { useWords } from '../words.js'

interface Custom {
  /** Always sent: ticked, and not to be unticked. */
  required: readonly string[]
  /** Ticked and unticked as one. */
  together: readonly string[]
  /** What a format can't tell, by format. */
  notIn: Readonly<Record<string, readonly string[]>>
}

/** The events that a platform is told of, each with when it happens. */
const EventTypesEdit: React.FC<EditProps> = ({ property, record, onChange }) => {
  const { path, resourceId } = property
  const { value: labelOf, at } = useWords()
  const { required, together, notIn } = property.custom as unknown as Custom
  const excluded = notIn[String(record.params.payloadFormat)] ?? []
  const stored: unknown = flat.get(record.params, path)
  const chosen: readonly string[] = Array.isArray(stored) ? stored : []
  const kept = chosen.filter((type) => !excluded.includes(type))

  const toggle = (type: string, checked: boolean): void => {
    const types = together.includes(type) ? together : [type]
    const others = kept.filter((other) => !types.includes(other))
    onChange(path, checked ? [...others, ...types] : others)
  }

  // What the format just chosen can't tell is unticked where the person sees it, instead of being refused afterwards.
  useEffect(() => {
    if (kept.length < chosen.length) onChange(path, kept)
  }, [kept.length, chosen.length])

  return (
    <Field property={property} error={errorOf(record, path)} group>
      {(ids) => (
        <fieldset className="cp-group cp-event-types" aria-labelledby={`${path}-label`}>
          {(property.availableValues ?? []).map(({ value }, index) => {
            const type = String(value)
            const isExcluded = excluded.includes(type)
            return (
              <label key={type} className="cp-tick">
                <input
                  type="checkbox"
                  className="cp-check"
                  name={`${path}.${index}`}
                  checked={!isExcluded && (required.includes(type) || chosen.includes(type))}
                  disabled={isExcluded || required.includes(type)}
                  aria-invalid={ids['aria-invalid']}
                  onChange={({ target: { checked } }) => toggle(type, checked)}
                />
                <span>
                  {labelOf(path, type, resourceId)}
                  <em className="cp-desk-why">
                    {isExcluded
                      ? at(`resources.${resourceId}.messages.notInFormat`)
                      : at(`resources.${resourceId}.labels.eventWhen.${type}`)}
                  </em>
                </span>
              </label>
            )
          })}
        </fieldset>
      )}
    </Field>
  )
}
export default EventTypesEdit
