import type { CheckJson } from '../../domain/check-json.ts';
import { promptCacheJson } from '../../lint/cache-outlook.ts';
import type { RepositoryCheck } from './check.ts';
import type { PromptCheck } from './check-prompt.ts';
import { allTold, isValid } from './told.ts';

/** The published shape. */
export function checkJson(check: RepositoryCheck): CheckJson {
  const { path, revision } = check.policy;
  return {
    schemaVersion: 1,
    valid: isValid(check),
    policy: { path, revision },
    prompts: check.prompts.map(promptJson),
    findings: allTold(check).map(({ place, ...told }) => ({
      ...told,
      ...{ path: place?.path ?? null, line: place?.line ?? null, column: place?.column ?? null },
    })),
  };
}

function promptJson({ path, file, errors, found }: PromptCheck): CheckJson['prompts'][number] {
  const { models = [], suite = null, cases = 0, judges = [], segments = [] } = found ?? {};
  return {
    ...{ path, file, valid: errors.length === 0, models, suite, cases, judges },
    segments: segments.map(({ name, cases: size, fewest, casesNeeded }) => {
      return { name, cases: size, fewest, casesNeeded };
    }),
    estimate: found && {
      answers: found.estimate.calls - found.judgements,
      judgements: found.judgements,
      inputTokens: found.estimate.inputTokens,
      outputTokens: found.estimate.outputTokens,
      usd: found.estimate.usd,
      stored: found.stored,
      assumed: found.assumed,
    },
    promptCache: found && promptCacheJson(found.promptCache),
  };
}
