import type { Place } from '../../base/errors.ts';
import { unlessMistaken } from '../../base/errors.ts';
import type { PromptProgram, TemplateMessage } from '../../domain/prompt.ts';
import type { ProgramFile } from '../../interpreter/program-file.ts';
import type { PromptFile } from './format.ts';

/** A program that a config lists as a prompt. */
export type ListedProgram = Omit<PromptProgram, 'config' | 'made'>;

type Listed = {
  label: string | null;
  file: string;
  source: string;
  place: Place;
  messages: TemplateMessage[];
};

/**
 * A prompt that a JavaScript file makes, as the config lists it: by promptfoo's name for it, where one of its functions
 * is named, with the text of the program and of all that it imports as its only message.
 * @throws ConfigurationError where it is not there, or cannot be made into a module.
 */
export async function programPrompt(
  { name, exported }: ProgramFile,
  { label, place }: { label: string | null; place: Place },
  { readFile }: Pick<PromptFile, 'readFile'>,
): Promise<Listed & { program: ListedProgram }> {
  const { path, text } = await readFile(name, place);
  const { programOfFile } = await import('../../interpreter/program.ts');
  const read = async (each: string) => {
    // One that is empty stands for one that is not there.
    const found = await unlessMistaken(() => readFile(`/${each}`, place));
    return found?.text === '' ? undefined : found?.text;
  };
  const files = { read, has: async (each: string) => (await read(each)) !== undefined };
  const program = await programOfFile({ path, exported }, files, place);
  const begin = { path, line: 1, column: 1 };
  const modules = program.files.filter((each) => !each.path.startsWith(program.entry.split('/')[0] ?? ''));
  const template = modules.map((each) => `// ${each.path}\n${each.text}`).join('\n');
  return {
    label: label ?? (exported === undefined ? null : `${path}:${exported}`),
    ...{ file: path, source: text, place: begin, program },
    messages: [{ role: 'user', template, place: begin }],
  };
}
