/** Labels that nearly every record has. */
export const stamps = { id: 'Id', createdAt: 'Created at', updatedAt: 'Changed at', version: 'Version' }
