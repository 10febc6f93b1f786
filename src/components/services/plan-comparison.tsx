import React from 'react'
import { formatDate, formatMoney } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import type { ComparedPackage, MigrationData } from './service-data.js'

interface LineProps {
  item: ComparedPackage
  previousPriceCents?: number | null
  children?: React.ReactNode
}

const Line: React.FC<LineProps> = ({ item, previousPriceCents, children }) => {
  const { desk } = useDeskWords()
  const { packageId, name, integration, priceCents, expiresOn } = item
  const isRepriced = previousPriceCents != null && previousPriceCents !== priceCents
  return (
    <li data-package={packageId}>
      <span className="cp-desk-line-what">
        <strong>{name}</strong>
        <span className="cp-desk-soft">
          {integration ?? desk('noPlatform')}
          {expiresOn && ` · ${desk('validUntil', { day: formatDate(expiresOn) })}`}
        </span>
        {children && <span className="cp-desk-compare-why">{children}</span>}
      </span>
      <span className="cp-number">
        {isRepriced && <s>{formatMoney(previousPriceCents)}</s>} {formatMoney(priceCents)}
      </span>
    </li>
  )
}

const Group: React.FC<{ title: string; tone: string; empty: string; children: React.ReactNode[] }> = (props) => (
  <section className={`cp-desk-compare cp-desk-compare-${props.tone}`}>
    <h3>{props.title}</h3>
    {props.children.length === 0 ? <p className="cp-desk-soft">{props.empty}</p> : <ul>{props.children}</ul>}
  </section>
)

/** BR-42: what stays, comes in and is lost, with prices and why, before anything is confirmed. */
export const PlanComparison: React.FC<{ migration: MigrationData }> = ({ migration }) => {
  const { desk, at } = useDeskWords()
  const { kept, gained, lost } = migration
  const why = (reason: string, blockedBy: string | null): string =>
    at(`desk.lost_${reason}`, reason, { package: blockedBy ?? '' })
  return (
    <div className="cp-desk-compares cp-wide" aria-live="polite">
      <Group title={desk('keptPackages')} tone="kept" empty={desk('keptNone')}>
        {kept.map((item) => (
          <Line key={item.packageId} item={item} previousPriceCents={item.previousPriceCents}>
            {item.byHand ? desk('keptByHand') : desk('keptOfPlan')}
          </Line>
        ))}
      </Group>
      <Group title={desk('gainedPackages')} tone="gained" empty={desk('gainedNone')}>
        {gained.map((item) => (
          <Line key={item.packageId} item={item}>
            {item.continues && desk('gainedContinues', { name: item.continues })}
          </Line>
        ))}
      </Group>
      <Group title={desk('lostPackages')} tone="lost" empty={desk('lostNone')}>
        {lost.map((item) => (
          <Line key={item.packageId} item={item}>
            {why(item.reason, item.blockedBy)}
          </Line>
        ))}
      </Group>
    </div>
  )
}
