import type { Json } from '../../base/json.ts';
import type { Notice } from '../../domain/notice.ts';
import { aboutOf } from './about.ts';
import { namesIn, readAttached, withAttached } from './attached-files.ts';
import type { PromptDraft, PromptFile, PromptFormat } from './format.ts';
import { instructionsIn, verbatimSystemMessage } from './verbatim.ts';

/** Who is asked where neither the skill nor the policy names a model that can be. */
const DEFAULT_MODEL = 'anthropic:claude-haiku-4-5-20251001';

const NAME = /(?:^|\/)SKILL\.md$/;

/** Where the cases of a skill lie, relative to its folder. */
export const SKILL_CASES = 'evals/evals.json';

/** Whether a path is that of a skill. */
export function isSkill(path: string): boolean {
  return NAME.test(path);
}

/** An Agent Skill: `SKILL.md`, whose text and the files that it refers to instruct a model. */
export const skill: PromptFormat = {
  name: 'agent-skill',
  title: 'Agent Skill',
  recognises: (path) => isSkill(path),
  evidence: () => 'if-it-has-cases',
  globs: [{ glob: '**/SKILL.md', byDefault: true, beside: SKILL_CASES }],
  read: readFile,
};

async function readFile(file: PromptFile): Promise<PromptDraft> {
  const { path } = file;
  const { body, place, facts } = await instructionsIn(file, 'skill');
  const attached = await readAttached(file, namesIn(body));
  const stated = typeof facts.model === 'string' && facts.model !== 'inherit' ? facts.model : null;
  const model = stated !== null && file.canAsk(stated) ? stated : DEFAULT_MODEL;
  const byDefault: Notice[] =
    model === stated || file.model !== undefined ? [] : [{ code: 'model-by-default', path, stated, model }];
  return {
    format: skill.name,
    ...aboutOf(facts),
    ...verbatimSystemMessage(withAttached(body, attached), place),
    model,
    modelPlace: { path },
    parameters: {},
    variables: {},
    embeddedSuite: null,
    notices: [
      ...byDefault,
      {
        code: 'answered-without-tools',
        path,
        files: attached.map((each) => each.path),
        tools: toolsOf(facts),
      },
    ],
  };
}

/** The tools that a skill says it uses: words apart by spaces or commas, or a list. */
function toolsOf({ 'allowed-tools': stated }: Record<string, Json>): string[] {
  const words = typeof stated === 'string' ? stated.split(/,[ \t]*|[ \t]+(?![^(]*\))/) : stated;
  const tools = (Array.isArray(words) ? words : []).filter((each) => typeof each === 'string' && each !== '');
  return tools.map(String);
}
