import type { EntityManager } from 'typeorm'
import { createFieldChecks } from '../domain/field-checks.js'
import { loadForUpdate, type SaveInput } from '../domain/load-record.js'
import { recordAudit } from '../domain/record-audit.js'
import { PanelUser, ROLES } from '../entities/panel-user.js'
import { refuseIssues } from '../errors.js'
import { hashPassword } from './password.js'

export type PanelUserInput = Pick<PanelUser, 'email' | 'name' | 'role' | 'active'> & {
  /** In the clear; left out or blank, an existing user keeps the old one. */
  password: string
}

const EMAIL = /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+\.[^\s@<>()[\],;:".]{2,}$/
const MIN_PASSWORD = 10
const MAX_PASSWORD = 200

const auditState = ({ name, email, role, active }: PanelUser) => ({ name, email, role, active })

/**
 * Creates or changes somebody who signs in to the panel. E-mails are kept in lower case. Nobody takes away their own
 * role or account: that would be a mistake which only others can mend.
 */
export const savePanelUser = async (
  tx: EntityManager,
  { id, version, values, actor }: SaveInput<PanelUserInput>,
): Promise<{ id: number }> => {
  const repository = tx.getRepository(PanelUser)
  const existing = id === undefined ? null : await loadForUpdate(tx, PanelUser, { id, version })
  const before = existing && auditState(existing)
  const { password = '', ...columns } = values
  const record = repository.merge(existing ?? repository.create({ active: true }), columns)
  record.email = record.email?.trim().toLowerCase()

  const checks = createFieldChecks()
  checks.text('name', record.name, 120)
  checks.text('email', record.email, 254)
  if (record.email && !EMAIL.test(record.email)) checks.refuse('email', 'invalidEmail')
  const sameEmail = record.email ? await repository.findOneBy({ email: record.email }) : null
  if (sameEmail && sameEmail.id !== id) checks.refuse('email', 'alreadyTaken')
  checks.choice('role', record.role, ROLES)
  if (!existing && !password) checks.refuse('password', 'required')
  else if (password && [...password].length < MIN_PASSWORD) {
    checks.refuse('password', 'passwordTooShort', { min: MIN_PASSWORD })
  } else checks.optionalText('password', password, MAX_PASSWORD)
  if (before?.email === actor.id) {
    if (record.role !== before.role) checks.refuse('role', 'ownAccount')
    if (!record.active) checks.refuse('active', 'ownAccount')
    // The session and the audit know them by it.
    if (record.email !== before.email) checks.refuse('email', 'ownAccount')
  }
  refuseIssues(checks.issues)

  if (password) record.passwordHash = await hashPassword(password)
  const saved = await repository.save(record)
  await recordAudit(tx, {
    actor,
    action: existing ? 'panel_user.changed' : 'panel_user.created',
    resource: 'panel_user',
    recordId: saved.id,
    before,
    after: { ...auditState(saved), ...(password && existing ? { passwordChanged: true } : {}) },
  })
  return { id: saved.id }
}
