import React from 'react'
import { formatMoney } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { Choice } from '../forms/choice.js'
import { Labelled } from '../forms/labelled.js'
import { DateInput } from '../properties/date-input.js'
import { ConsentField } from '../services/consent-field.js'
import type { FieldError } from '../words.js'
import type { PackageChoice } from './bulk-data.js'
import { ABOUT_LINKED, type BulkForm, FIELDS_OF, NEEDS_REASON } from './bulk-form.js'
import { PriceFields } from './price-fields.js'
import { Ticks } from './ticks.js'

const BLOCKS = ['debt', 'request', 'partial', 'administrative']

interface Props {
  form: BulkForm
  packages: readonly PackageChoice[]
  errors: Readonly<Record<string, FieldError>>
  onChange: (changed: Partial<BulkForm>) => void
}

/** What the chosen kind needs to know: package, price, consent, kind of block, reason. */
export const DetailFields: React.FC<Props> = ({ form, packages, errors, onChange }) => {
  const { desk, value: labelOf } = useDeskWords()
  if (form.kind === '') return null
  const asks = new Set(FIELDS_OF[form.kind])
  const optionsOf = (items: readonly PackageChoice[]) =>
    items.map((item): [string, string] => [
      String(item.id),
      [
        item.active ? item.name : `${item.name} (${desk('bulkInactive')})`,
        formatMoney(item.priceCents),
        item.integration ?? desk('noPlatform'),
      ].join(' · '),
    ])
  const active = packages.filter((item) => item.active)
  return (
    <section className="cp-bulk-part">
      <h2>{desk('bulkHow')}</h2>
      <div className="cp-desk-fields">
        {asks.has('packageId') && (
          <Labelled
            id="packageId"
            label={desk(form.kind === 'swap' ? 'bulkPackageNow' : 'bulkPackage')}
            error={errors.packageId}
            required
          >
            {(ids) => (
              <Choice
                {...ids}
                value={form.packageId}
                options={optionsOf(ABOUT_LINKED.includes(form.kind) ? packages : active)}
                onChange={(packageId) => onChange({ packageId })}
              />
            )}
          </Labelled>
        )}
        {asks.has('toPackageId') && (
          <Labelled
            id="toPackageId"
            label={desk('bulkPackageNew')}
            hint={desk('bulkSwapHint')}
            error={errors.toPackageId}
            required
          >
            {(ids) => (
              <Choice
                {...ids}
                value={form.toPackageId}
                options={optionsOf(active.filter(({ id }) => String(id) !== form.packageId))}
                onChange={(toPackageId) => onChange({ toPackageId })}
              />
            )}
          </Labelled>
        )}
        <PriceFields form={form} errors={errors} onChange={onChange} />
        {asks.has('consentChannel') && (
          <ConsentField
            value={form.consentChannel}
            error={errors.consentChannel}
            onChange={(consentChannel) => onChange({ consentChannel })}
          />
        )}
        {asks.has('expiresOn') && (
          <Labelled id="expiresOn" label={desk('bulkExpires')} hint={desk('bulkExpiresHint')} error={errors.expiresOn}>
            {(ids) => (
              <DateInput
                {...ids}
                withTime={false}
                value={form.expiresOn}
                onChange={(expiresOn) => onChange({ expiresOn })}
              />
            )}
          </Labelled>
        )}
        {asks.has('blockKind') && (
          <Labelled id="blockKind" label={desk('bulkBlockKind')} error={errors.blockKind} required group>
            {() =>
              BLOCKS.map((kind) => (
                <label key={kind} className="cp-tick">
                  <input
                    type="radio"
                    name="blockKind"
                    value={kind}
                    checked={form.blockKind === kind}
                    onChange={() => onChange({ blockKind: kind })}
                  />
                  <span>{labelOf('kind', kind, 'ServiceBlock')}</span>
                </label>
              ))
            }
          </Labelled>
        )}
        {asks.has('blockKinds') && (
          <Labelled
            id="blockKinds"
            label={desk('bulkBlocksToClose')}
            hint={desk('bulkBlocksHint')}
            error={errors.blockKinds}
            group
          >
            {() => (
              <Ticks
                name="blockKinds"
                options={BLOCKS.map((kind) => [kind, labelOf('kind', kind, 'ServiceBlock')])}
                chosen={form.blockKinds}
                onChange={(blockKinds) => onChange({ blockKinds })}
              />
            )}
          </Labelled>
        )}
        <Labelled
          id="reason"
          label={desk(NEEDS_REASON.includes(form.kind) ? 'reason' : 'noteOptional')}
          hint={desk('bulkReasonHint')}
          error={errors.reason}
          required={NEEDS_REASON.includes(form.kind)}
          wide
        >
          {(ids) => (
            <textarea
              {...ids}
              className="cp-input cp-text-area"
              rows={2}
              maxLength={500}
              value={form.reason}
              onChange={({ target }) => onChange({ reason: target.value })}
            />
          )}
        </Labelled>
      </div>
    </section>
  )
}
