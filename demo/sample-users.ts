import type { Role } from 'adminjs-content-platforms/entities'

/** Who can sign in to the demo's panel. Printed at each start: the demo listens on 127.0.0.1 only. */
export const SAMPLE_USERS: readonly { role: Role; label: string; name: string; email: string; password: string }[] = [
  {
    role: 'administrator',
    label: 'Administrador',
    name: 'Alice Administradora',
    email: 'administrador@example.com',
    password: 'demo-administrador',
  },
  {
    role: 'attendant',
    label: 'Atendente',
    name: 'Bruno Atendente',
    email: 'atendente@example.com',
    password: 'demo-atendente',
  },
  { role: 'auditor', label: 'Auditor', name: 'Clara Auditora', email: 'auditor@example.com', password: 'demo-auditor' },
]
