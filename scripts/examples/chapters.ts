import { checkSnapshot } from '../../src/commands/check/check.ts';
import { renderCheck } from '../../src/commands/check/render.ts';
import type { Becomes } from '../../src/domain/registry-plan.ts';
import type { Result } from '../../src/domain/result.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { renderTerminal } from '../../src/report/terminal/terminal.ts';
import { becomes } from '../../test/kit/registry-plans.ts';
import { snapshotOf } from '../../test/kit/snapshot.ts';
import { POLICY } from './play.ts';
import { portfolioResult } from './portfolio.ts';
import { blocked, CHAPTERS_OF_CHANGES, type Chapter, newPrompt, passing } from './scenes.ts';
import { demo } from './texts.ts';

const registry: Chapter = {
  title: 'With a registry or a portfolio',
  scenes: [
    {
      name: 'next-version',
      title: 'What the registry does once this is merged',
      shows: 'the next version, and which environment serves it when',
      judged: async () => {
        const next = becomes({ part: 'patch', version: '1.3.3', because: ['text changed'] });
        return { result: withVersion((await passing.judged()).result, next) };
      },
    },
    {
      name: 'first-version',
      title: 'The first version of a prompt',
      shows: 'the version 1.0.0, and that nothing serves yet',
      judged: async () => {
        const first = becomes({
          ...{ version: '1.0.0', part: null, because: [], onMain: null },
          environments: [{ name: 'production', serves: [], needs: [{ kind: 'by-hand' }] }],
        });
        return { result: withVersion((await newPrompt.judged()).result, first) };
      },
    },
    {
      name: 'portfolio',
      title: 'New weights, which give a version to a segment that it harms',
      shows: 'who would get which version, which limit is broken, and what could go wrong; blocked',
      judged: async () => ({ result: await portfolioResult() }),
      isSlow: true,
    },
  ],
};

function withVersion(result: Result, version: Becomes): Result {
  return { ...result, prompts: result.prompts.map((prompt) => ({ ...prompt, becomes: version })) };
}

const terminal: Chapter = {
  title: 'In a terminal',
  scenes: [
    {
      ...{ name: 'terminal', title: 'The first example in a terminal: `gate`', judged: blocked.judged },
      shows: 'the same as its comment',
      terminal: (result) => renderTerminal(result, { width: 100, color: false }),
    },
    {
      ...{ name: 'check', title: 'Before anything is asked: `check`', judged: blocked.judged },
      shows: 'that all is valid, what each segment can show, and what a run costs',
      terminal: checkOfDemo,
    },
  ],
};

/** On a fixed day, since what it says of models that are retired depends on it. */
async function checkOfDemo(): Promise<string> {
  const how = { configPath: POLICY, credentials: credentialsFrom({}), today: '2026-11-27' };
  return renderCheck(await checkSnapshot(snapshotOf(demo), how));
}

export const CHAPTERS: readonly Chapter[] = [...CHAPTERS_OF_CHANGES, registry, terminal];
