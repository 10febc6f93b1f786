import { type ActionProps, BasePropertyComponent, type BasePropertyJSON, useCurrentAdmin } from 'adminjs'
import React, { useState } from 'react'
import { Extra } from './extra.js'
import { TabList } from './tab-list.js'
import { panelOf, tabsOf } from './tabs.js'

/** A record's page; with `action.custom.tabs` in tabs, each of which may end with a registered component. */
const TabbedShow: React.FC<ActionProps> = (props) => {
  const { record, resource, action } = props
  const [currentAdmin] = useCurrentAdmin()
  const tabs = tabsOf(action, resource.showProperties, (currentAdmin as { role?: string } | null)?.role)
  const [chosen, setChosen] = useState(tabs[0]?.id ?? '')
  const tab = tabs.find(({ id }) => id === chosen)
  if (!record) return null
  const isShown = ({ custom, propertyPath }: BasePropertyJSON) =>
    !custom.hideEmpty || (record.params[propertyPath] ?? null) !== null
  return (
    <div className="cp-form">
      <TabList tabs={tabs} current={chosen} resourceId={resource.id} onChoose={setChosen} />
      {tab && (
        <div {...panelOf(tab, tabs)}>
          <div className="cp-shown-fields">
            {tab.properties.filter(isShown).map((property) => (
              <div
                key={property.propertyPath}
                className={property.custom.columns || property.custom.wide ? 'cp-wide' : undefined}
              >
                <BasePropertyComponent where="show" property={property} resource={resource} record={record} />
              </div>
            ))}
          </div>
          {tab.component && <Extra name={tab.component} props={props} />}
        </div>
      )}
    </div>
  )
}
export default TabbedShow
