import { aboutOf } from './about.ts';
import { readAttached, withAttached } from './attached-files.ts';
import type { PromptDraft, PromptFile, PromptFormat } from './format.ts';
import { instructionsIn, verbatimSystemMessage } from './verbatim.ts';

const NAME =
  /(?:^|\/)(?:AGENTS|CLAUDE)\.md$|(?:^|\/)\.github\/(?:copilot-instructions\.md|prompts\/.{1,300}\.prompt\.md)$/;

/** Claude Code's imports: `@docs/style.md`, outside of code. */
const IMPORT = /(?:^|[\s(])@([\p{L}\p{M}\p{N}_./~+-]{1,300}[\p{L}\p{M}\p{N}_])/gu;
const CODE = /```.*?(?:```|$)|`[^`\n]{0,1000}`/gs;

/** What instructs a coding agent: the whole file is the system message. */
export const instructions: PromptFormat = {
  name: 'instructions',
  title: 'instructions of an agent',
  recognises: (path) => NAME.test(path),
  evidence: () => 'if-it-has-cases',
  takesPrompt: true,
  read: readFile,
};

async function readFile(file: PromptFile): Promise<PromptDraft> {
  const { path } = file;
  const { body, place, facts } = await instructionsIn(file, 'file');
  const stated = typeof facts.model === 'string' ? facts.model : null;
  const attached = await readAttached(file, path.endsWith('CLAUDE.md') ? importsIn(body) : []);
  return {
    format: instructions.name,
    ...aboutOf(facts),
    ...verbatimSystemMessage(withAttached(body, attached), place),
    model: stated !== null && file.canAsk(stated) ? stated : null,
    modelPlace: { path },
    ...(stated !== null && { modelProblem: `the model "${stated}" that this file names is not known here.` }),
    parameters: {},
    variables: {},
    embeddedSuite: null,
    notices: [{ code: 'answered-without-tools', path, files: attached.map((each) => each.path), tools: [] }],
  };
}

function importsIn(body: string): string[] {
  const names = [...body.replace(CODE, ' ').matchAll(IMPORT)].map(([, name = '']) => name);
  return [...new Set(names.map((name) => name.replace(/^(?:\.\/)+/, '')))].filter(
    (name) => !name.startsWith('/') && !name.startsWith('~'),
  );
}
