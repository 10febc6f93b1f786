import React from 'react'
import { centsOf } from '../../locale/format.js'
import BooleanEdit from '../properties/boolean-edit.js'
import type { EditProps } from '../properties/property-props.js'

/** BR-17: asks whether R$ 0,00 is meant, only where that is a question: a package sold alone. */
const ConfirmZeroPrice: React.FC<EditProps> = (props) => {
  const { commercialMode, priceCents } = props.record.params
  const isFree = centsOf(String(priceCents ?? '')) === 0
  return isFree && commercialMode === 'avulso' ? <BooleanEdit {...props} /> : null
}
export default ConfirmZeroPrice
