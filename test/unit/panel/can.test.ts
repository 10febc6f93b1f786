import { describe, expect, it } from 'vitest'
import { mayRun } from '../../../src/panel/action-right.js'
import { can, isReadOnlyAction, PAGES } from '../../../src/panel/can.js'

const CHANGES = ['new', 'edit', 'delete', 'bulkDelete', 'suspend', 'listen', 'searching', 'showdown']
const READS = ['list', 'show', 'search', 'showTimeline', 'findPackages']

describe('rights', () => {
  it.each(READS)('%s only reads', (action) => expect(isReadOnlyAction(action)).toBe(true))
  it.each(CHANGES)('%s changes something', (action) => expect(isReadOnlyAction(action)).toBe(false))

  it('BR-105: an administrator may do all, an auditor may read all', () => {
    for (const resource of ['Customer', 'Integration', 'PanelUser', 'Unknown']) {
      for (const action of [...READS, ...CHANGES]) expect(can('administrator', resource, action)).toBe(true)
      for (const action of READS) expect(can('auditor', resource, action)).toBe(true)
      for (const action of CHANGES) expect(can('auditor', resource, action)).toBe(false)
    }
  })

  it('BR-105: an attendant works with customers, their services and packages', () => {
    for (const resource of ['Customer', 'CustomerService', 'PackageSubscription'])
      for (const action of [...READS, ...CHANGES]) expect(can('attendant', resource, action)).toBe(true)
  })

  it('BR-105: an attendant sees what these name, and configures nothing', () => {
    for (const resource of ['ContentPackage', 'Plan', 'Product', 'WebhookEvent', 'DeliveryLane', PAGES]) {
      for (const action of READS) expect(can('attendant', resource, action)).toBe(true)
      for (const action of CHANGES) expect(can('attendant', resource, action)).toBe(false)
    }
    for (const resource of ['Integration', 'PanelUser', 'AuditEntry', 'Unknown'])
      for (const action of [...READS, ...CHANGES]) expect(can('attendant', resource, action)).toBe(false)
  })

  it('nobody may do anything', () => {
    for (const action of [...READS, ...CHANGES]) expect(can(undefined, 'Customer', action)).toBe(false)
  })

  it('an action that is declared to read asks for the right to see', () => {
    expect(mayRun('auditor', 'Customer', { name: 'totals', custom: { readOnly: true } })).toBe(true)
    expect(mayRun('auditor', 'Customer', { name: 'totals', custom: { readOnly: 'yes' } })).toBe(false)
    expect(mayRun('attendant', 'Integration', { name: 'totals', custom: { readOnly: true } })).toBe(false)
  })
})
