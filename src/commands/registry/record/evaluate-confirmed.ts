import { askCriticalAgain } from '../../../compare/confirm.ts';
import { withConfirmations } from '../../../compare/confirmations.ts';
import { isCutOff } from '../../../domain/outcome.ts';
import { type EvaluationRequest, type Evaluations, evaluate, type ToEvaluate } from '../evaluate.ts';

/**
 * Evaluates versions, and asks their failing critical cases twice more, as the gate does before it blocks. Where a limit of
 * the policy left these unasked, the version is not evaluated: the next run goes on from the answers that came.
 */
export async function evaluateConfirmed(
  versions: readonly ToEvaluate[],
  request: EvaluationRequest,
): Promise<Evaluations> {
  const cut = new Set<string>();
  const { evaluated, pending } = await evaluate(versions, {
    ...request,
    async alsoAsk(version, asking) {
      const again = await askCriticalAgain(version, asking);
      if (again.some(isCutOff)) cut.add(version.digest);
      const cases = withConfirmations(version.evidence.cases, { anew: [], again });
      return { ...version, evidence: { ...version.evidence, cases } };
    },
  });
  const problem =
    'The run’s limit of money or time ended before critical cases that failed were asked again. The next run goes on from there.';
  return {
    evaluated: evaluated.filter(({ digest }) => !cut.has(digest)),
    pending: [
      ...pending,
      ...evaluated.flatMap(({ prompt, digest }) => (cut.has(digest) ? [{ prompt, problem }] : [])),
    ],
  };
}
