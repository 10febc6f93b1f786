import type { PanelWords } from '../words.js'
import { bulkErrors } from './bulk.js'

export const errors: PanelWords['errors'] = {
  INVALID_INPUT: 'Há campos a corrigir. Veja as mensagens ao lado de cada um.',
  NOT_FOUND: 'Este registro não existe mais. Volte à lista e atualize a página.',
  FORBIDDEN: 'Seu perfil não permite esta ação. Se precisar dela, fale com um administrador.',
  CONFLICT: 'Outra pessoa alterou este registro enquanto você editava. Recarregue a página e refaça sua alteração.',
  RECORD_IN_USE: 'Este registro está em uso e não pode ser excluído. Desative-o para que não seja mais oferecido.',
  UNTRACKED_WRITE: 'Esta gravação em massa não é permitida aqui. Nada foi alterado.',
  PACKAGE_NOT_IN_LOCKED_PLAN:
    'O plano deste serviço está com “Travar pacotes” ligado: só os pacotes do plano podem ser vinculados. Inclua o pacote na aba Pacotes do plano ou desligue a trava.',
  PACKAGE_ALREADY_LINKED: 'Este pacote já está ativo neste serviço.',
  PACKAGE_INACTIVE: 'Este pacote está inativo e não aceita novos vínculos. Ative o pacote ou escolha outro.',
  SINGLE_PACKAGE_TAKEN:
    'Esta plataforma aceita um só pacote por cliente, e ele já tem um ativo: {{package}}. Remova-o antes de vincular outro.',
  PACKAGE_ONLY_IN_PLAN: 'Pacotes do tipo combo só podem ser vinculados por meio de um plano.',
  SERVICE_SUSPENDED_FOR_DEBT:
    'O serviço está suspenso por débito. Regularize ou habilite o serviço antes de adicionar pacotes.',
  SERVICE_CANCELED: 'Este serviço está cancelado e não pode mais ser alterado.',
  SERVICE_ALREADY_ACTIVE: 'Este serviço já foi ativado.',
  SERVICE_NOT_ACTIVE: 'Este serviço ainda não está habilitado. Ative-o primeiro.',
  SERVICE_ALREADY_SUSPENDED: 'Este serviço já está suspenso por esse motivo.',
  SERVICE_NOT_SUSPENDED: 'Este serviço não está suspenso; não há o que habilitar.',
  REASON_REQUIRED: 'Informe o motivo. Ele fica registrado na auditoria.',
  EVENT_NOT_AT_HEAD: 'Há um evento anterior desta conta ainda não entregue. Reenvie ou pule o anterior primeiro.',
  EVENT_ALREADY_SETTLED: 'Este evento já foi concluído.',
  EVENT_IN_FLIGHT: 'Este evento está sendo enviado agora. Aguarde alguns segundos e atualize a página.',
  EVENT_NOT_PARKED: 'Este evento não está parado: as novas tentativas são automáticas.',
  INTEGRATION_INACTIVE: 'Esta plataforma de conteúdo está inativa. Ative-a para enviar.',
  CUSTOMER_ANONYMIZED: 'Os dados deste cliente foram anonimizados e não podem mais ser alterados.',
  UNEXPECTED:
    'Algo inesperado aconteceu e nada foi salvo. Tente de novo; se continuar, informe o código {{id}} ao suporte.',
  SYSTEM_RECORD: 'Este registro é do sistema e não pode ser excluído.',
  STATUS_IN_USE: 'Há serviços de clientes com este status. Mude o status deles antes de excluí-lo.',
  ...bulkErrors,
}
