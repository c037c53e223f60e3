import { ConfigurationError, type Place } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import type { Prompt, PromptProgram, TemplateMessage } from '../domain/prompt.ts';
import { messagesOf } from './formats/promptfoo-messages.ts';
import { keyOfVars } from './render.ts';
import { loadEngine } from './template/compilers.ts';

type Values = Record<string, Json>;

/**
 * A prompt whose messages a program makes, with those that it makes for each of these cases; any other prompt as it is.
 * Each call is by itself, in the interpreter.
 * @throws ConfigurationError where the config names the program: it fails, or makes no prompt.
 */
export async function withMadeMessages(prompt: Prompt, cases: readonly { vars: Values }[]): Promise<Prompt> {
  const { program, model } = prompt;
  if (program === undefined) return prompt;
  const byKey = new Map(cases.map(({ vars }) => [keyOfVars(vars), vars]));
  const { runProgram } = await import('../interpreter/program.ts');
  const context = { provider: { id: model, label: model }, config: program.config };
  const made = await runProgram(
    program,
    [...byKey.values()].map((vars) => [{ vars, ...context }]),
  );
  await loadEngine('jinja');
  const place: Place = { path: program.path };
  const entries = [...byKey.keys()].map((key, index): [string, TemplateMessage[]] => [
    key,
    messagesOf(textOf(made[index] ?? null, program), place),
  ]);
  return { ...prompt, program: { ...program, made: Object.fromEntries(entries) } };
}

/** The text that promptfoo makes of what a prompt function returns. */
function textOf(made: Json, { path, place }: PromptProgram): string {
  if (typeof made === 'string') return made;
  if (typeof made !== 'object' || made === null) {
    throw new ConfigurationError(`${path} makes no prompt: expected a text, or a list of messages.`, {
      place,
    });
  }
  if (!isMapping(made) || !('prompt' in made)) return JSON.stringify(made);
  if (isMapping(made.config) && Object.keys(made.config).length > 0) {
    throw new ConfigurationError(`${path} returns \`config\` with the prompt, which is not read.`, {
      place,
      remedy: "Write the parameters where the prompt's model is named: all cases are asked with the same.",
    });
  }
  return typeof made.prompt === 'string' ? made.prompt : JSON.stringify(made.prompt);
}
