import React from 'react'
import { formatMoney } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import { Badge, toneOf } from '../properties/badge.js'
import type { ServiceData, SubscriptionData } from './service-data.js'
import { Standing } from './standing.js'

interface Props {
  services: readonly ServiceData[]
  subscriptions: readonly SubscriptionData[]
}

/** A customer's services, each with its packages. */
export const ServiceList: React.FC<Props> = ({ services, subscriptions }) => {
  const { desk } = useDeskWords()
  if (services.length === 0) return <p className="cp-desk-empty">{desk('noServices')}</p>
  return (
    <ul className="cp-desk-services">
      {services.map((service) => (
        <li key={service.id}>
          <div className="cp-desk-service">
            <RecordLink resourceId="CustomerService" recordId={service.id}>
              {service.number}
            </RecordLink>
            <span>{service.plan}</span>
            <Badge tone={toneOf(service.contentEffect)}>{service.status}</Badge>
            <span className="cp-number">{formatMoney(service.priceCents)}</span>
            <RecordLink resourceId="CustomerService" recordId={service.id} actionName="showPackages">
              {desk('packages')}
            </RecordLink>
          </div>
          <ul className="cp-desk-small-lines">
            {subscriptions
              .filter(({ serviceId, standing }) => serviceId === service.id && standing !== 'removed')
              .map((subscription) => (
                <li key={subscription.id}>
                  <span>{subscription.name}</span>
                  <Standing subscription={subscription} />
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
