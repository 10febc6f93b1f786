import type { ResourceWithOptions } from 'adminjs'
import type { EntityManager } from 'typeorm'
import { JOB_SITUATIONS, readJobSituations } from '../actions/read-jobs.js'
import { requestJobAction } from '../actions/request-job.action.js'
import { BackgroundJob } from '../entities/background-job.js'
import { ptBR } from '../locale/pt-BR.js'
import { MENU } from '../panel/appearance/navigation.js'
import { shownAs } from '../panel/appearance/property-components.js'
import type { PanelContext } from '../panel/panel-context.js'
import { PanelResource } from '../panel/panel-resource.js'
import { readOnlyActions } from './declarations.js'

const { labels } = ptBR.resources.BackgroundJob

const loadJobs = async (tx: EntityManager, rows: readonly BackgroundJob[]) => {
  const situations = await readJobSituations(
    tx,
    rows.map(({ name }) => name),
  )
  return new Map(
    rows.map(({ name, lastResult }) => [
      name,
      {
        title: labels.name?.[name] ?? name,
        description: name,
        situation: situations.get(name) ?? 'never',
        result: lastResult && JSON.stringify(lastResult),
      },
    ]),
  )
}

/** *Sistema › Tarefas automáticas*: what runs by itself, how it last went and when it is due. */
export const backgroundJobResource = (context: PanelContext): ResourceWithOptions => ({
  resource: new PanelResource<BackgroundJob>({
    dataSource: context.dataSource,
    entity: BackgroundJob,
    id: 'BackgroundJob',
    virtual: [
      { path: 'title', type: 'string' },
      { path: 'description', type: 'string' },
      { path: 'situation', type: 'string', availableValues: [...JOB_SITUATIONS] },
      { path: 'result', type: 'string' },
    ],
    load: loadJobs,
  }),
  options: {
    navigation: MENU.BackgroundJob,
    titleProperty: 'title',
    sort: { sortBy: 'name', direction: 'asc' },
    listProperties: ['title', 'situation', 'lastStartedAt', 'result', 'dueAt'],
    filterProperties: ['lastStartedAt', 'dueAt'],
    showProperties: [
      ...['title', 'situation', 'description', 'lastStartedAt', 'lastFinishedAt', 'result', 'dueAt'],
      ...['lastError', 'failures', 'requestedAt'],
    ],
    properties: {
      description: { components: shownAs.choice, custom: { wide: true } },
      situation: {
        components: shownAs.status,
        custom: {
          tones: { running: 'waiting', held: 'warning', failed: 'negative', late: 'negative', done: 'positive' },
        },
      },
      result: { components: { list: 'CpJobResult', show: 'CpJobResult' } },
      lastStartedAt: { components: shownAs.date },
      lastFinishedAt: { components: shownAs.date },
      dueAt: { components: shownAs.date },
      requestedAt: { components: shownAs.date },
      lastError: { components: shownAs.plain, custom: { wide: true } },
    },
    actions: { ...readOnlyActions, runNow: requestJobAction(context) },
  },
})
