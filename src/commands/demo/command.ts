import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import type { Story } from './story.ts';

const OPTIONS = {
  registry: {
    type: 'boolean',
    help: 'what follows the merge: recorded, promoted, found bad, rolled back, and what served when',
  },
  runtime: {
    type: 'boolean',
    help: 'applications that follow what serves: weights, a version that fails, a rollback that arrives (10 s)',
  },
  portfolio: {
    type: 'boolean',
    help: 'an edit that helps one segment and ruins another: given to the one, and to nobody else',
  },
  operations: {
    type: 'boolean',
    help: `a version that gets worse in production: taken back by a guard, in every application within seconds,
and what went wrong becomes a case (20 s)`,
  },
  keep: {
    type: 'string',
    value: 'DIR',
    help: 'make the example in this new folder, and leave it there',
  },
} as const;

const STORIES: Readonly<
  Record<'registry' | 'runtime' | 'portfolio' | 'operations', () => Promise<{ story: Story }>>
> = {
  registry: () => import('./registry-demo.ts'),
  runtime: () => import('./runtime-demo.ts'),
  portfolio: () => import('./portfolio-demo.ts'),
  operations: () => import('./operations-demo.ts'),
};
const STORY_NAMES = ['registry', 'runtime', 'portfolio', 'operations'] as const;

/** Runs the gate, or the registry, on the example that the package brings. */
export const command: Command<typeof OPTIONS> = {
  name: 'demo',
  group: 'gate',
  summary: 'see the whole gate at work, offline, on an example',
  options: OPTIONS,
  help: `Needs git and no key, and writes only into a new temporary folder, which is removed at the end, or into
--keep, where the report stays as page, JSON and comment too. With --keep, --runtime leaves the published folder as it
was before and after the rollback.`,
  exitCodes: '0 the example ended as it should, 2 otherwise',
  async run({ values }, terminal) {
    const chosen = STORY_NAMES.filter((name) => values[name]);
    if (chosen.length > 1) {
      const names = chosen.map((name) => `\`--${name}\``).join(' and ');
      throw new ConfigurationError(`${names} are ${chosen.length} demos.`, { remedy: 'Give one of them.' });
    }
    const { packageDirectory, output, environment, directory } = terminal;
    const { demoFolder } = await import('./folder.ts');
    const example = join(packageDirectory, 'fixtures', 'demo');
    const folder = await demoFolder(values.keep, directory);
    const isKept = values.keep !== undefined;
    try {
      const [name] = chosen;
      if (name === undefined) {
        const { runDemo } = await import('./demo.ts');
        return await runDemo({ example, folder, isKept, output, environment });
      }
      const [{ playStory }, { story }] = await Promise.all([import('./story.ts'), STORIES[name]()]);
      return await playStory(story, { example, folder, isKept, terminal });
    } finally {
      if (!isKept) await rm(folder, { recursive: true, force: true });
    }
  },
};
