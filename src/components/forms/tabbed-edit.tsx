import { Button } from '@adminjs/design-system'
import { type ActionProps, BasePropertyComponent } from 'adminjs'
import React from 'react'
import { useNavigate } from 'react-router-dom'
import { useWords } from '../words.js'
import { Alert } from './alert.js'
import { Extra } from './extra.js'
import { TabList } from './tab-list.js'
import { panelOf, tabsOf } from './tabs.js'
import { useRecordForm } from './use-record-form.js'

/**
 * The form of a new or an existing record. With `action.custom.tabs` its fields are in tabs; all of them stay mounted,
 * so that nothing typed is lost. A refusal opens its tab and puts the cursor into the first refused field.
 */
const TabbedEdit: React.FC<ActionProps> = (props) => {
  const { resource, action } = props
  const { word, at } = useWords()
  const navigate = useNavigate()
  const tabs = tabsOf(action, resource.editProperties)
  const form = useRecordForm(props, tabs)

  return (
    <form className="cp-form" onSubmit={form.save} noValidate>
      {form.isConflict && (
        <Alert
          tone="negative"
          title={word('conflictTitle')}
          action={
            <Button type="button" variant="outlined" size="sm" onClick={() => window.location.reload()}>
              {word('reload')}
            </Button>
          }
        >
          {word('conflictText')}
        </Alert>
      )}
      <TabList
        tabs={tabs}
        current={form.chosen}
        resourceId={resource.id}
        errors={form.errors}
        onChoose={form.setChosen}
      />
      {tabs.map((tab) => (
        <div key={tab.id} {...panelOf(tab, tabs)} hidden={tab.id !== form.chosen} className="cp-form-fields">
          {tab.properties.map((property) => (
            <div
              key={property.propertyPath}
              className={property.custom.columns || property.custom.wide ? 'cp-wide' : undefined}
            >
              <BasePropertyComponent
                where="edit"
                property={property}
                resource={resource}
                record={form.record}
                onChange={form.handleChange}
              />
            </div>
          ))}
          {tab.component && <Extra name={tab.component} props={{ ...props, record: form.record }} />}
        </div>
      ))}
      <div className="cp-form-foot">
        <Button type="submit" variant="contained" disabled={form.loading}>
          {form.loading ? word('saving') : at('buttons.save')}
        </Button>
        <Button type="button" variant="text" onClick={() => navigate(-1)}>
          {word('cancel')}
        </Button>
      </div>
    </form>
  )
}
export default TabbedEdit
