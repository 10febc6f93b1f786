import React from 'react'
import type { EditProps } from '../properties/property-props.js'
import TextEdit from '../properties/text-edit.js'

/** The kind of a block, only while the status blocks. */
const BlockKindEdit: React.FC<EditProps> = (props) =>
  props.record.params.contentEffect === 'block' ? <TextEdit {...props} /> : null
export default BlockKindEdit
