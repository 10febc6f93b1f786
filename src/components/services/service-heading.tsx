import React from 'react'
import { formatMoney } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import { Badge, toneOf } from '../properties/badge.js'
import type { ServiceData } from './service-data.js'

/** Whose service this is, of which plan, and how it stands. */
export const ServiceHeading: React.FC<{ service: ServiceData }> = ({ service }) => {
  const { property: nameOf } = useDeskWords()
  const name = (path: string) => <dt>{nameOf(path, 'CustomerService')}</dt>
  return (
    <dl className="cp-desk-facts">
      <div>
        {name('customerId')}
        <dd>
          <RecordLink resourceId="Customer" recordId={service.customerId}>
            {service.customer}
          </RecordLink>
        </dd>
      </div>
      <div>
        {name('planId')}
        <dd>
          {service.plan} <span className="cp-number">{formatMoney(service.priceCents)}</span>
        </dd>
      </div>
      <div>
        {name('statusId')}
        <dd>
          <Badge tone={toneOf(service.contentEffect)}>{service.status}</Badge>
        </dd>
      </div>
    </dl>
  )
}
