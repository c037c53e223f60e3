import type { Assertion } from '../../domain/suite.ts';
import { includeCandidates } from '../../prompt/includes.ts';

type Named = Pick<Assertion, 'place' | 'suitePath'>;

/**
 * The paths that a script's name may mean, best first: beside the suite's own file, as promptfoo looks for it, beside the
 * file that names it, from the repository's root. Empty if it leaves the repository.
 */
export function scriptCandidates({ place, suitePath }: Named, name: string): string[] {
  const [beside, ...others] = includeCandidates(place.path, name);
  const [first] = suitePath === undefined ? [] : includeCandidates(suitePath, name);
  return [...new Set([first, beside, ...others].filter((path) => path !== undefined))];
}

/** The files from which a script's name is looked for, as one text. */
export function namedFrom({ place, suitePath }: Named): string {
  return suitePath === undefined ? place.path : `${suitePath} ${place.path}`;
}
