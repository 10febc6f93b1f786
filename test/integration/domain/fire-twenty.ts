/** Fires the same action twenty times in parallel; resolves to how many had an effect, and the codes of the others. */
export const fireTwenty = async (action: () => Promise<unknown>) => {
  const results = await Promise.allSettled(Array.from({ length: 20 }, action))
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
  return { done: 20 - refused.length, refused: [...new Set(refused)] }
}
