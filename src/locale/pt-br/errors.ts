import type { PanelWords } from '../words.js'
import { bulkErrors } from './bulk.js'
import { breakerErrors } from './delivery-limits.js'
import { lifeErrors } from './life.js'
import { signingSecretErrors } from './signing-secrets.js'

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
  BRAKE_DECIDED: 'Outra pessoa já decidiu sobre esta parada. Atualize a página.',
  BRAKE_CHANGED:
    'A quantidade mudou enquanto você lia: agora são {{count}} pacotes. Atualize a página e confira antes de confirmar.',
  STATUS_IN_USE: 'Há serviços de clientes com este status. Mude o status deles antes de excluí-lo.',
  ...bulkErrors,
  ANONYMIZATION_PENDING:
    'A anonimização deste cliente já foi pedida: nada dele pode ser alterado. Desfaça o pedido na página do cliente, se for o caso.',
  ANONYMIZATION_NOT_REQUESTED: 'Não há pedido de anonimização para desfazer. Atualize a página.',
  CUSTOMER_HAS_SERVICES: 'Este cliente ainda tem serviço sem cancelar: {{services}}. Cancele antes de anonimizar.',
  ...lifeErrors,
  ...signingSecretErrors,
  PLATFORM_UNREACHABLE:
    'A plataforma não respondeu à consulta e nada foi alterado. Tente de novo em alguns minutos; se continuar, confira o endereço com Ações › Testar.',
  PLATFORM_ADDRESS_BLOCKED:
    'O endereço da plataforma não é permitido e a consulta não foi feita. Revise o endereço da plataforma de conteúdo.',
  PLATFORM_REFUSED:
    'A plataforma recusou a consulta e nada foi alterado. Resposta dela: {{message}}. Revise os parâmetros ou fale com a plataforma.',
  PLATFORM_ANSWER_INVALID:
    'A plataforma respondeu algo que não foi possível entender, e nada foi alterado. Fale com a plataforma ({{detail}}).',
  PLATFORM_LIST_TOO_LONG:
    'A lista da plataforma passa do limite de {{max}} itens, e nada foi alterado. Fale com a plataforma.',
  GATEWAY_UNKNOWN: 'O gateway “{{gateway}}” não está instalado neste sistema. Fale com quem cuida do sistema.',
  SECRETS_UNREADABLE:
    'Os parâmetros secretos desta plataforma não puderam ser abertos. Edite a plataforma e informe-os de novo.',
  PRODUCT_LIST_EMPTY:
    'A plataforma não listou nenhum produto, e antes havia {{count}}. Nada foi alterado. Se ela não oferece mais nenhum, confirme para desativar todos.',
  PRODUCT_RETIRED:
    'A plataforma não oferece mais o produto deste pacote, e ele não aceita novos vínculos. Escolha outro produto na aba Integração do pacote.',
  STATE_UNDER_WAY:
    'O estado atual já está a caminho: há um aviso ainda não entregue. Aguarde a entrega ou decida sobre o evento parado.',
  NOTHING_TO_RESEND: 'Não há estado a reenviar: nada foi enviado a uma plataforma ainda.',
  DIFFERENCE_NOT_FIXABLE:
    'Esta diferença não pode ser corrigida por aqui: o usuário não é de nenhum cliente deste sistema. Resolva com a plataforma.',
  CORRECTION_NOT_CONFIRMED:
    'Esta correção suspende ou remove {{count}} assinaturas, acima do limite de {{limit}}. Confira a lista e confirme para continuar.',
  RECONCILIATION_RUNNING: 'Uma conferência desta plataforma já está em andamento. Aguarde o resultado nesta página.',
  HOMOLOGATION_RUNNING: 'Uma homologação desta plataforma está em andamento. Aguarde o fim dela e atualize a página.',
  NOTHING_TO_REDELIVER:
    'Não há nada a reenviar com estes filtros: os eventos já foram reenviados ou entregues, ou a plataforma está inativa. Atualize a página.',
  EVENT_NOT_WANTED:
    'Esta plataforma ({{platform}}) não recebe este aviso. Um administrador pode marcá-lo na aba Eventos da plataforma de conteúdo.',
  ACCOUNT_WITHOUT_PACKAGE: 'Este cliente não tem pacote cadastrado em {{platform}}, por isso não há acesso a reenviar.',
  ACCESS_JUST_SENT:
    'O acesso a {{platform}} já foi reenviado há menos de um minuto, ou ainda está sendo enviado. Aguarde antes de tentar de novo.',
  DISCOUNT_STARTED: 'Este desconto já começou e não pode ser alterado. Encerre-o e adicione outro.',
  DISCOUNT_ENDED: 'Este desconto já terminou. Atualize a página.',
  DISCOUNTS_EXCEED_PRICE: 'Os descontos deste pacote passariam do novo valor. Encerre-os ou escolha um valor maior.',
  ...breakerErrors,
}
