import { ConfigurationError } from '../../../base/errors.ts';
import { SUGGESTED_MODEL } from '../../../model/suggested.ts';
import { openRepository } from '../../../repo/git.ts';
import { renderOtherModel } from '../../../report/markdown/other-model.ts';
import { openLog } from '../log.ts';
import { proposalBranch, propose } from '../propose.ts';
import { NOT_PUBLISHED, type PublishReport } from '../publish/publish.ts';
import { openWritingOnMain } from '../writing-on-main.ts';
import { movedTo } from './other-model.ts';
import type { DriftOutcome, DriftProposal, DriftRequest } from './outcome.ts';

/**
 * Proposes another model for prompts: a branch with the file in which it is named, and its pull request, which the gate
 * judges. No model is asked here.
 * @throws ConfigurationError(s): no prompt is named; as `movedTo`
 */
export async function proposeModel(
  model: string,
  request: DriftRequest,
): Promise<DriftOutcome & { publication: PublishReport }> {
  if (request.prompts.length === 0) {
    throw new ConfigurationError('--propose needs the names of the prompts that are to ask another model.', {
      remedy: `For example: drift support --propose ${SUGGESTED_MODEL}`,
    });
  }
  const repository = await openRepository(request.directory);
  using open = await openWritingOnMain(repository, request);
  const { main, writing } = open;
  using log = await openLog(writing);
  const { snapshot, config } = main;
  const named = [...new Set(request.prompts)];
  const moves = [];
  for (const name of named) {
    moves.push(await movedTo(model, { name, snapshot, config, configPath: request.configPath }));
  }
  const proposals: DriftProposal[] = [];
  for (const { text, ...move } of moves) {
    const { prompt, path } = move;
    const nothing = { branch: null, outcome: 'planned', url: null, problem: null } as const;
    if (request.dryRun) {
      proposals.push({ ...move, ...nothing });
      continue;
    }
    const looks = Object.entries(log.state.prompts[prompt]?.environments ?? {}).flatMap(
      ([environment, { drift }]) =>
        Object.values(drift?.latest ?? {}).map((known) => ({
          ...known,
          type: 'drift' as const,
          prompt,
          environment,
        })),
    );
    const report = await propose(
      {
        branch: proposalBranch('model', prompt),
        files: { [path]: text },
        title: `Move ${prompt} to ${move.to}`,
        body: renderOtherModel(
          move,
          looks.filter(({ verdict }) => verdict === 'drifted'),
        ),
      },
      { repository, main, author: writing.author, environment: request.environment },
    );
    const { branch, outcome, url, problem } = report;
    proposals.push({ ...move, branch, outcome, url, problem });
  }
  return {
    ...{ looks: [], pending: [], toAsk: [], estimate: null, issues: [], proposals, accepted: [] },
    ...{ dryRun: request.dryRun, publication: NOT_PUBLISHED },
  };
}
