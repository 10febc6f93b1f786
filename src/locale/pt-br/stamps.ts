/** Labels that nearly every record has. */
export const stamps = { id: 'Código', createdAt: 'Criado em', updatedAt: 'Alterado em', version: 'Versão' }
