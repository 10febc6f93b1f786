import type { ActionProps } from 'adminjs'
import React, { useCallback, useState } from 'react'
import type { ParkedLanesData } from './delivery-data.js'
import { askedOf, HeadsFilter, NO_FILTER } from './heads-filter.js'
import { ParkedLanesFound } from './parked-lanes-found.js'

/** *Filas paradas*: what waits for a person, by filter, and the way to send all of it again. */
const ParkedLanes: React.FC<ActionProps> = ({ resource }) => {
  const [values, setValues] = useState(NO_FILTER)
  const [choices, setChoices] = useState<ParkedLanesData['choices'] | null>(null)
  const asked = askedOf(values)
  const isFiltered = Object.values(values).some((value) => value !== '')
  const hasChoices = choices !== null && (isFiltered || choices.integrations.length > 0)
  const learn = useCallback((next: ParkedLanesData['choices']) => setChoices(next), [])
  return (
    <div className="cp-desk">
      {hasChoices && (
        <HeadsFilter
          values={values}
          choices={choices}
          onChange={(changed) => setValues((current) => ({ ...current, ...changed }))}
        />
      )}
      {asked && (
        <ParkedLanesFound
          // Anew for each filter, so that a number is never shown beside a filter that it was not counted by.
          key={JSON.stringify(asked)}
          resourceId={resource.id}
          asked={asked}
          onChoices={learn}
        />
      )}
    </div>
  )
}
export default ParkedLanes
