import type { ActionProps } from 'adminjs'
import React, { useState } from 'react'
import { useLocation } from 'react-router-dom'
import { useActionData } from '../actions/use-action-data.js'
import type { FailedHeadChoices } from './delivery-data.js'
import { askedOf, HeadsFilter, NO_FILTER } from './heads-filter.js'
import { ParkedLanesFound } from './parked-lanes-found.js'

const POLL_MS = 30_000

const whileThereAreNone = ({ integrations }: FailedHeadChoices): number | null =>
  integrations.length === 0 ? POLL_MS : null

/** *Filas paradas*: what waits for a person, by filter, and the way to send all of it again. */
const ParkedLanes: React.FC<ActionProps> = ({ resource }) => {
  // An alert leads here with its platform.
  const integrationId = new URLSearchParams(useLocation().search).get('integrationId') ?? ''
  const [values, setValues] = useState({ ...NO_FILTER, integrationId })
  const target = { resourceId: resource.id, actionName: 'findFailedHeads' }
  const { data: choices } = useActionData<FailedHeadChoices>(target, whileThereAreNone)
  const asked = askedOf(values)
  return (
    <div className="cp-desk">
      {choices && choices.integrations.length > 0 && (
        <HeadsFilter
          values={values}
          choices={choices}
          onChange={(changed) => setValues((current) => ({ ...current, ...changed }))}
        />
      )}
      {asked && (
        // Anew for each filter, so that a number is never shown beside a filter that it was not counted by.
        <ParkedLanesFound key={JSON.stringify(asked)} resourceId={resource.id} asked={asked} />
      )}
    </div>
  )
}
export default ParkedLanes
