import type { ActionJSON, BasePropertyJSON, ResourceJSON } from 'adminjs'
import { describe, expect, it } from 'vitest'
import { errorsByTab, tabsOf } from '../../../src/components/forms/tabs.js'
import { pagesAround } from '../../../src/components/list/page-numbers.js'
import { emptyRow, moveRow } from '../../../src/components/properties/rows/columns.js'
import { menuOf } from '../../../src/components/shell/menu.js'

const property = (propertyPath: string) => ({ propertyPath }) as BasePropertyJSON

describe('tabs of a form', () => {
  const action = {
    custom: {
      tabs: [
        { id: 'general', properties: ['name', 'hidden'] },
        { id: 'parameters', properties: ['parameters'] },
        { id: 'secret', properties: ['secret'] },
      ],
    },
  } as unknown as ActionJSON
  const tabs = tabsOf(action, [property('name'), property('parameters'), property('other')])

  it('hold only what the reader may see, and vanish when nothing is left', () => {
    expect(tabs.map((tab) => [tab.id, tab.properties.map(({ propertyPath }) => propertyPath)])).toEqual([
      ['general', ['name']],
      ['parameters', ['parameters']],
    ])
  })

  it('know which of them a refused cell belongs to', () => {
    const errors = errorsByTab(tabs, ['parameters.0.key', 'parameters.1.value', 'parametersOther'])
    expect(Object.fromEntries(errors)).toEqual({ general: 0, parameters: 2 })
  })

  it('are a single one where the action names none', () => {
    expect(tabsOf({ custom: {} } as unknown as ActionJSON, [property('name')])).toHaveLength(1)
  })
})

describe('rows', () => {
  it('move within the list and never out of it', () => {
    const rows = [{ key: 'a' }, { key: 'b' }, { key: 'c' }]
    const keys = (from: number, to: number) => moveRow(rows, from, to).map((row) => row.key)
    expect(keys(0, 1)).toEqual(['b', 'a', 'c'])
    expect(keys(2, 0)).toEqual(['c', 'a', 'b'])
    expect(keys(0, -1)).toEqual(['a', 'b', 'c'])
    expect(keys(0, 3)).toEqual(['a', 'b', 'c'])
  })

  it('start with what their columns start with', () => {
    expect(
      emptyRow([
        { key: 'key', type: 'text' },
        { key: 'location', type: 'select', values: ['header', 'query'] },
        { key: 'secret', type: 'switch' },
      ]),
    ).toEqual({ key: '', location: 'header', secret: false })
  })
})

describe('pages of a list', () => {
  it('show the ends and what lies around the current page', () => {
    expect(pagesAround(1, 3)).toEqual([1, 2, 3])
    expect(pagesAround(6, 12)).toEqual([1, null, 5, 6, 7, null, 12])
    expect(pagesAround(1, 1)).toEqual([1])
  })
})

describe('the menu', () => {
  const resource = (id: string, name: string | null, show = true) =>
    ({ id, href: `/admin/resources/${id}`, navigation: { name, icon: '', show } }) as ResourceJSON

  it('has two levels, ours in our order and a host’s own behind', () => {
    const menu = menuOf([
      resource('Invoice', 'Financeiro'),
      resource('Integration', 'settings/integrations'),
      resource('Plan', 'settings/general'),
      resource('Customer', 'attendance'),
      resource('Hidden', 'attendance', false),
    ])
    expect(
      menu.map((block) => [
        block.name,
        block.sections.map(({ name, resources }) => [name, resources.map(({ id }) => id)]),
      ]),
    ).toEqual([
      ['attendance', [[null, ['Customer']]]],
      [
        'settings',
        [
          ['general', ['Plan']],
          ['integrations', ['Integration']],
        ],
      ],
      ['Financeiro', [[null, ['Invoice']]]],
    ])
  })
})
