import { ConfigurationError } from '../../../base/errors.ts';
import type { Promoted } from '../../../domain/registry.ts';
import type { EnvironmentPolicy } from '../../../domain/registry-policy.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import type { Main } from '../opened.ts';
import { type PromotionContext, promotedFact, serialBefore } from './promotions.ts';

/**
 * The environments of the policy in which nothing served yet.
 * @throws ConfigurationError: there is none, so nothing can be adopted
 */
export function emptyEnvironments(
  { registry }: Pick<Main, 'registry'>,
  { serials }: Pick<RegistryState, 'serials'>,
): EnvironmentPolicy[] {
  const empty = registry.environments.filter(({ name }) => !Object.hasOwn(serials, name));
  if (empty.length === 0) {
    throw new ConfigurationError(
      'Every environment serves something already, so there is nothing to adopt.',
      { remedy: 'Leave out --adopt; `promote` brings a version into an environment.' },
    );
  }
  return empty;
}

/** What main has serves, from now on, in every environment in which nothing serves yet. */
export function adoptions(main: Main, context: PromotionContext): Promoted[] {
  const empty = emptyEnvironments(main, context.state);
  return empty.flatMap(({ name: environment }) => {
    let serial = serialBefore(environment, context);
    return Object.entries(context.state.prompts).flatMap(([name, prompt]) => {
      const version = prompt.onMain;
      if (version === null) return [];
      serial += 1;
      const adoption = {
        name,
        prompt,
        version,
        environment,
        judgement: null,
        serial,
        adopted: true,
      } as const;
      return [promotedFact(adoption, context)];
    });
  });
}
