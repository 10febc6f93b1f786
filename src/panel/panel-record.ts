import { BaseRecord, type BaseResource, type CurrentAdmin, type RecordJSON } from 'adminjs'
import { roleOf } from './actor.js'
import { can } from './can.js'
import { pickParams } from './visible-paths.js'

type Params = Record<string, unknown>

/** What a record asks of its resource. */
export interface RecordHome extends BaseResource {
  idName(): string
  /** Paths whose values may reach a browser. */
  sentPaths(): ReadonlySet<string>
}

/** A row as AdminJS sees it. What the resource does not show never leaves the server, nor does it as a reference. */
export class PanelRecord extends BaseRecord {
  constructor(
    params: Params,
    private readonly home: RecordHome,
  ) {
    super(params, home)
  }

  /** AdminJS takes an id in the body for the row to change; it is the URL that says which. */
  // biome-ignore lint/suspicious/noExplicitAny: AdminJS's own signature.
  override async update(params: any, context?: any): Promise<BaseRecord> {
    const { [this.home.idName()]: _id, ...rest } = (params ?? {}) as Params
    return super.update(rest, context)
  }

  override title(): string {
    return this.home.decorate().titleOf(this)
  }

  override toJSON(currentAdmin?: CurrentAdmin): RecordJSON {
    const json = super.toJSON(currentAdmin)
    const idName = this.home.idName()
    // Who may not open the record learns its name alone, where another record points to it.
    const isOpen = can(roleOf(currentAdmin), this.home.id(), 'show')
    const title = this.home.decorate().titleProperty().propertyPath
    const sent = isOpen ? this.home.sentPaths() : new Set([idName, title])
    const populated = pickParams(json.populated, sent)
    return { ...json, params: pickParams(json.params, sent), populated: isOpen ? populated : {} }
  }
}

/** Stands for a record that an URL names and that is not there, so that its action answers `NOT_FOUND`. */
export class MissingRecord extends PanelRecord {
  constructor(home: RecordHome) {
    super({}, home)
  }

  override toJSON(): RecordJSON {
    return {
      params: {},
      populated: {},
      baseError: null,
      errors: {},
      id: '',
      title: '',
      recordActions: [],
      bulkActions: [],
    }
  }
}
