/** What the screens of templates say. */
export const templateMessages = {
  templatesOff: 'Esta plataforma não usa modelos',
  templatesOffText:
    'Modelos servem a uma plataforma que tem uma API própria. Para usá-los, escolha “Modelo próprio” em Formato do aviso, na aba Eventos.',
  templatesNone: 'Nenhum modelo.',
  templatesUnused: 'Estes modelos não são usados: o formato escolhido é outro.',
  templateTypes: 'Avisos com modelo',
  templateMissing: 'falta o modelo',
  templateUnwanted: 'não é enviado',
  templateOptional: 'opcional',
  templateStart: 'Este aviso ainda não tem modelo. Comece por um exemplo e ajuste-o ao que a plataforma pede.',
  templateStartPing: 'Sem modelo para o teste, o botão Testar não envia nada. Os outros avisos não precisam dele.',
  templateUseStarter: 'Começar por um exemplo',
  templateUseEmpty: 'Começar em branco',
  templateCopyFrom: 'Copiar de:',
  templateRemove: 'Remover este modelo',
  templateMethod: 'Método',
  templatePath: 'Caminho',
  templatePathHint:
    'Vem depois do endereço da plataforma. Cada parte entre barras pode ter um campo; o valor é codificado.',
  templateHeaders: 'Cabeçalhos',
  templateHeadersHint:
    'Chaves e senhas não vão aqui, onde ficariam à vista: coloque-as na aba Parâmetros, como secretas.',
  templateHeaderName: 'Nome do cabeçalho',
  templateHeaderValue: 'Valor do cabeçalho',
  templateAddHeader: 'Adicionar cabeçalho',
  templateBody: 'Corpo (JSON)',
  templateBodyHint:
    'Os textos entre aspas podem ter campos. Um texto que é só um campo leva o valor como ele é: número, lista ou vazio (null). Deixe em branco para enviar sem corpo.',
  templateVariables: 'Campos disponíveis',
  templateVariablesHint: 'Toque em um campo para inseri-lo onde está o cursor. Ao lado, o valor do exemplo.',
  templatePreview: 'Pré-visualização',
  templatePreviewHint:
    'Exemplo inventado; nada é enviado. Segredos aparecem como •••. Em cada envio entram ainda a identificação, a hora e a assinatura (webhook-id, webhook-timestamp, webhook-signature).',
  templatePreviewLoading: 'Preparando a pré-visualização…',
  templatePreviewRefused: 'Corrija o modelo para ver como ele seria enviado.',
  templatePreviewFailed: 'A pré-visualização não pôde ser carregada. Mude algo no modelo para tentar de novo.',
  templatePreviewed: 'Pré-visualização pronta.',
  templateNoBody: 'Sem corpo.',
  templatePlace: 'Linha {{line}}, coluna {{column}}',
}

/** What is wrong with a template, by the code of `events/template/template-error.ts`. */
export const templateReason = {
  invalidJson: 'O corpo não é um JSON válido deste ponto em diante. Confira vírgulas, aspas e chaves.',
  syntax: 'Isto não pôde ser entendido: {{detail}}.',
  notClosed: 'Falta fechar: {{detail}}.',
  unknownTag: 'O comando “{{detail}}” não existe aqui.',
  unknownFilter: 'O filtro “{{detail}}” não existe aqui.',
  unknownVariable: 'O campo “{{detail}}” não existe neste aviso. Veja a lista de campos disponíveis.',
  tooCostly: 'O modelo demora ou ocupa memória demais. Reduza as repetições.',
  tooLarge: 'O resultado passa de 256 KB. Reduza o modelo.',
  tooDeep: 'O corpo tem níveis demais, um dentro do outro.',
  notText: 'Isto é uma lista ou um grupo de campos e não cabe em um texto. Escolha um campo dentro dele.',
  pathStart: 'O caminho precisa começar com uma barra (/).',
  pathCharacters: '“{{detail}}” não pode estar no caminho. Use letras sem acento, números, hífen e campos.',
  pathSpace: 'Um espaço não pode estar no caminho. Use hífen, ou um campo.',
  emptySegment: 'Uma parte do caminho fica vazia. Use um campo que sempre tem valor.',
  dotSegment: 'Uma parte do caminho não pode ser “.” nem “..”.',
  lineBreak: 'Um cabeçalho não pode ter quebra de linha.',
  headerCharacters: 'Um cabeçalho aceita só letras, números e sinais comuns.',
  parameterUnplaced:
    'O parâmetro “{{detail}}” vai no corpo, mas este modelo não tem lugar para ele. Escreva o corpo como um objeto, ou mude o local do parâmetro.',
  parameterTwice: 'O corpo já tem um campo “{{detail}}”, que é também um parâmetro do corpo. Tire um dos dois.',
}
