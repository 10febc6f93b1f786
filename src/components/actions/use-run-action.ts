import {
  type ActionJSON,
  type ActionResponse,
  buildActionClickHandler,
  useActionResponseHandler,
  useModal,
  useTranslation,
} from 'adminjs'
import type React from 'react'
import { useLocation, useNavigate } from 'react-router-dom'

interface Target {
  resourceId: string
  recordId?: string | undefined
}

/** Runs an action as AdminJS does: opens its page or, for one without, asks for confirmation and calls the server. */
export const useRunAction = (target: Target, performed?: (response: ActionResponse) => void) => {
  const translateFunctions = useTranslation()
  const modalFunctions = useModal()
  const navigate = useNavigate()
  const location = useLocation()
  const actionResponseHandler = useActionResponseHandler(performed)
  return (event: React.MouseEvent, action: ActionJSON): void => {
    buildActionClickHandler({
      action,
      params: { resourceId: target.resourceId, ...(target.recordId ? { recordId: target.recordId } : {}) },
      actionResponseHandler,
      navigate,
      location,
      translateFunctions,
      modalFunctions,
    })(event)
  }
}
