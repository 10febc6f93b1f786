import { useActionData } from '../actions/use-action-data.js'
import type { PlanPackagesData } from './service-data.js'

/** The packages that the chosen plan proposes; nothing before one is chosen or while the answer is of another plan. */
export const useProposal = (planId: string) => {
  const target = { resourceId: 'CustomerService', actionName: 'findPlanPackages', params: { planId } }
  const { data, failure, reload } = useActionData<PlanPackagesData>(target)
  const isOfPlan = data?.plan !== null && String(data?.plan.id) === planId
  return {
    plan: isOfPlan ? (data?.plan ?? null) : null,
    packages: isOfPlan ? (data?.packages ?? []) : [],
    failure,
    reload,
  }
}
