import { Router } from 'express'
import { type AuthenticateProbe, createAnswerProbe, type ProbeParts } from './answer-probe.js'
import { writeAnswer } from './write-answer.js'

export interface ApiRouterOptions {
  /** Also answers `/metrics`. Off by default: figures tell how much is sold to whom. */
  metrics?: boolean
  /** Who may read `/metrics`: anybody who reaches it unless given. */
  authenticate?: AuthenticateProbe
}

/** `GET /health/live`, `/health/ready` and, if asked for, `/metrics`; needs no panel, session or body parser. */
export const createApiRouter = (
  { readReadiness, readMetrics }: Pick<ProbeParts, 'readReadiness'> & Required<Pick<ProbeParts, 'readMetrics'>>,
  { metrics = false, authenticate }: ApiRouterOptions = {},
): Router => {
  const answer = createAnswerProbe({
    readReadiness,
    health: true,
    readMetrics: metrics ? readMetrics : undefined,
    authenticate,
  })
  const router = Router()
  router.use(async (request, response, next) => {
    const answered = await answer(request)
    if (answered) writeAnswer(response, answered)
    else next()
  })
  return router
}
