import type { Telling } from './telling.ts';

type RegistryCode =
  | 'registry-starts-anew'
  | 'registry-ends'
  | 'registry-not-read'
  | 'prompt-goes-on-serving'
  | 'portfolio-owner-not-asked'
  | 'portfolio-ends'
  | 'portfolio-moves'
  | 'guards-count-otherwise';

/** The notices about the registry that the policy keeps. */
export const REGISTRY_TELLINGS: { [Code in RegistryCode]: Telling<Code> } = {
  'registry-starts-anew': {
    gravity: 'alarm',
    sentence: ({ path, from, to }) =>
      `${path} keeps the registry at \`${to}\` instead of \`${from}\` once this is merged. Versions, history and what serves stay behind: where there is no log yet, it starts anew, with 1.0.0.`,
  },
  'registry-ends': {
    gravity: 'alarm',
    sentence: ({ path, place }) =>
      `${path} keeps no registry once this is merged: nothing is recorded or promoted any more, and no command finds what serves. The log at \`${place}\` stays.`,
  },
  'portfolio-owner-not-asked': {
    gravity: 'alarm',
    sentence: ({ path, owner }) =>
      `Nobody is asked about \`${path}\`: its owner is \`${owner}\`, and CODEOWNERS does not name that owner for the file.`,
  },
  'portfolio-ends': {
    gravity: 'alarm',
    sentence: ({ path, prompt }) =>
      `\`${path}\` is gone once this is merged, and its limits with it: \`${prompt}\` goes on serving what it serves, and the next promotion gives everybody one version.`,
  },
  'portfolio-moves': {
    gravity: 'alarm',
    sentence: ({ path, prompt, from, to }) =>
      `\`${path}\` is of \`${to}\` once this is merged, and its limits no longer hold in \`${from}\`: \`${prompt}\` goes on serving there what it serves, and the next promotion gives everybody one version.`,
  },
  'guards-count-otherwise': {
    gravity: 'alarm',
    sentence: ({ path, prompt, environment, metric }) =>
      `${path} counts \`${metric}\` otherwise once this is merged, by which guards watch \`${prompt}\` in \`${environment}\`: what made them trip need not any more. The metric of a guard changes only in a pull request that changes nothing else.`,
  },
  'prompt-goes-on-serving': {
    gravity: 'notice',
    sentence: ({ name, serving }) => {
      const where = serving.map(({ environment, versions }) => `\`${environment}\` (${versions.join(', ')})`);
      return `No prompt is called \`${name}\` once this is merged, and it goes on serving in ${where.join(', ')}: applications that ask for it notice nothing.`;
    },
  },
  'registry-not-read': {
    gravity: 'fact',
    sentence: ({ problem }) =>
      `The registry could not be read, so it is not told which versions this becomes: ${problem}`,
  },
};
