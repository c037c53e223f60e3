import { unlessMistaken } from '../../base/errors.ts';
import { ownMember } from '../../base/json.ts';
import type { EvidenceFile } from '../../domain/registry-files.ts';
import type { ToEvaluate } from './evaluate.ts';
import { type KnownLog, readBundle, readEvidence } from './log.ts';

/**
 * The versions with the mean length of the answers that their model gave: by their own newest evidence, else by that of the
 * newest version of the prompt that asked the same model. The response store may be empty, or have them in another scope.
 */
export async function withAnswerLengths<Version extends ToEvaluate>(
  versions: readonly Version[],
  log: KnownLog,
): Promise<Version[]> {
  return Promise.all(
    versions.map(async (version) => {
      const file = await unlessMistaken(() => evidenceOfModel(version, log));
      const answerTokens = file && meanAnswerTokens(file);
      return answerTokens === undefined ? version : { ...version, answerTokens };
    }),
  );
}

async function evidenceOfModel(
  { prompt, version, plan }: ToEvaluate,
  log: KnownLog,
): Promise<EvidenceFile | undefined> {
  const known = Object.values(ownMember(log.state.prompts, prompt)?.versions ?? {})
    .filter(({ evidence }) => evidence.length > 0)
    .reverse();
  const own = known.filter((one) => one.version === version);
  for (const one of [...own, ...known]) {
    const { model } = await readBundle(log, prompt, one.version);
    const { target } = plan.candidate;
    if (model.provider !== target.provider || model.model !== target.model) continue;
    return (await readEvidence(log, prompt, one.version))?.file;
  }
  return undefined;
}

/** Output tokens of one answer; undefined where nothing was answered. */
function meanAnswerTokens({ cases }: EvidenceFile): number | undefined {
  const all = Object.values(cases);
  const answers = all.reduce((sum, { trials }) => sum + trials, 0);
  const tokens = all.reduce((sum, { outputTokens }) => sum + outputTokens, 0);
  return answers === 0 ? undefined : tokens / answers;
}
