/** Why the life cycle of a service refuses, by code. */
export const lifeErrors = {
  SERVICE_PROTECTED_FROM_SUSPENSION:
    'Este serviço está protegido: nenhuma rotina automática o suspende até {{until}}. Mude “Não suspender até” se for o caso.',
  SERVICE_NOT_IN_DEBT: 'Este serviço não está suspenso por débito; não há o que desbloquear em confiança.',
  TRUST_UNLOCK_RUNNING:
    'Já há um desbloqueio em confiança em andamento neste serviço. Espere ele terminar ou use Habilitar quando o débito for pago.',
  SERVICE_ALREADY_MIGRATED: 'Este serviço já foi migrado. Siga pelo serviço novo, de número {{number}}.',
  MIGRATION_CHANGED:
    'O que se mantém, entra ou sai mudou desde que você abriu esta tela. Confira a comparação atualizada e confirme de novo.',
  HOLDER_HAS_DEBT:
    'Há um bloqueio por débito em aberto, que é do titular atual. Habilite o serviço antes ou confirme que o bloqueio deve ser encerrado na troca.',
  NOTHING_CHANGED: 'Nada mudou: é o que já estava salvo.',
} as const
