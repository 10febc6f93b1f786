import type React from 'react'

/** Takes the place of what the panel does without (a language switch, a version, a footer). */
const Nothing: React.FC = () => null
export default Nothing
