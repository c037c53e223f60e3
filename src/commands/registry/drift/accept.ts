import { ConfigurationError } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import type { DriftAccepted, PolicyCommit } from '../../../domain/registry.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import type { Entry } from '../../../registry/append.ts';
import { isAccepted, whyNotAcceptable } from '../../../registry/drift.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { signAcceptance } from '../../../registry/signatures.ts';
import { openRepository } from '../../../repo/git.ts';
import {
  readPromptArgument,
  readReason,
  requireEnvironment,
  requirePrompt,
  requireVersion,
} from '../lookup.ts';
import { refuseOlderMain } from '../opened.ts';
import type { PublishReport } from '../publish/publish.ts';
import { requireKeys } from '../signing.ts';
import { writeEvents } from '../writing.ts';
import { openWritingOnMain } from '../writing-on-main.ts';
import { closeAccepted } from './issues.ts';
import type { AcceptedDrift, DriftOutcome, DriftRequest } from './outcome.ts';

/** What somebody accepts: prompts or versions of them, in one environment or wherever they drifted, and why. */
export type Acceptance = { env: string | undefined; reason: string | undefined };

type Found = { accepted: AcceptedDrift; fact: DriftAccepted };

/**
 * Accepts the last look for drift at versions that serve: what they answered then is what they are held against from now
 * on. No model is asked. It says that worse answers are good enough, so it takes a reason and, where the registry is signed,
 * the promotion key.
 * @param request.prompts `support`, all its versions that drifted, or `support@1.4.0`
 * @throws ConfigurationError: no prompt or reason is named, or there is nothing to accept; as `writeEvents`
 */
export async function acceptDrift(
  { env, reason: stated }: Acceptance,
  request: DriftRequest,
): Promise<DriftOutcome & { publication: PublishReport }> {
  const { prompts, dryRun, configPath: policyPath, environment } = request;
  if (prompts.length === 0) {
    throw new ConfigurationError('--accept needs the names of the prompts whose drift is accepted.', {
      remedy: 'For example: drift support --accept --reason "the vendor changed the model, and we keep it"',
    });
  }
  const reason = readReason(stated, { isRequired: true }) ?? '';
  const repository = await openRepository(request.directory);
  using open = await openWritingOnMain(repository, request);
  const { main, writing } = open;
  const { registry, commit } = main;
  const { finding, appended, publication } = await writeEvents<Found[]>(
    writing,
    async ({ state }) => {
      await refuseOlderMain(repository, { commit, recorded: state.recorded });
      const only =
        env === undefined ? null : requireEnvironment(registry, env, { option: '--env', state }).name;
      const policy = { commit, path: policyPath };
      const found = prompts.flatMap((argument) => acceptable(state, argument, { only, policy }));
      requireKeys(writing, ['promotion']);
      const { promotion } = writing.keys;
      return {
        entries: found.map(({ fact }): Entry => {
          const signature = promotion === null ? null : signAcceptance(fact, promotion);
          return { fact: { ...fact, ...(signature && { signature }) }, reason };
        }),
        message: `Accept the drift of ${prompts.slice(0, 5).join(', ')}`,
        finding: found,
      };
    },
    { mayLeaveServing: true },
  );
  const names = [...new Set(finding.map(({ fact }) => fact.prompt))];
  const issues =
    appended === null || dryRun
      ? []
      : await closeAccepted(
          { state: appended.state, prompts: names, by: { name: writing.actor.name, reason } },
          { environment, policyPath },
        );
  return {
    ...{ looks: [], pending: [], toAsk: [], estimate: null, issues, proposals: [], dryRun, publication },
    accepted: finding.map(({ accepted }) => accepted),
  };
}

/** The last looks at what an argument names that can be accepted. Throws ConfigurationError where there is none. */
function acceptable(
  state: RegistryState,
  argument: string,
  { only, policy }: { only: string | null; policy: PolicyCommit },
): Found[] {
  const { prompt: name, version: named } = readPromptArgument(argument);
  const prompt = requirePrompt(state, name);
  if (named !== null) requireVersion(prompt, name, named);
  const found: Found[] = [];
  const others: string[] = [];
  for (const [environment, { drift, served }] of Object.entries(prompt.environments)) {
    if (only !== null && environment !== only) continue;
    for (const version of servingVersions(served.at(-1)?.allocation ?? {})) {
      if (named !== null && version !== named) continue;
      const last = drift && ownMember(drift.latest, version);
      const label = `${name} ${version} in ${environment}`;
      const why = last ? whyNotAcceptable(last) : 'never was';
      if (!last || why !== null) others.push(`The last look at ${label} ${why}.`);
      else if (isAccepted(drift, version)) others.push(`The last look at ${label} is accepted already.`);
      else {
        const { verdict, evidence, at, digest, event } = last;
        const of = { environment, prompt: name, version };
        found.push({
          accepted: { ...of, verdict, evidence, at },
          fact: { type: 'drift-accepted', ...of, digest, look: event, evidence, policy },
        });
      }
    }
  }
  if (found.length > 0) return found;
  throw new ConfigurationError(`There is no drift of ${argument} to accept.`, {
    remedy: others.length === 0 ? 'It serves nowhere.' : `${others.join(' ')} \`drift ${name}\` looks.`,
  });
}
