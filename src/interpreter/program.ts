import { z } from 'zod';
import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { type RepositoryFiles, reachableModules } from './javascript/reachable.ts';
import { DETERMINISTIC, FOLDER, fileModule, inlineModule } from './program-modules.ts';
import { interpretedScripts } from './quickjs/scripts.ts';
import type { ScriptReply } from './reply.ts';
import type { ScriptSource } from './script-source.ts';

/** JavaScript of a repository that makes tests, prompts or variables. */
export type Program = {
  path: string;
  files: ScriptSource['files'];
  entry: string;
  folder: string;
  isInterpreted: true;
  place: Place;
};

const ENTRY = `${FOLDER}/program.mjs`;
/** ms */
const LIMITS = { load: 10_000, call: 5_000 };
/** In UTF-16 units. */
const LONGEST_RESULT = 20_000_000;

const replySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), json: z.string() }),
  z.object({ kind: z.literal('refused'), problem: z.string() }),
]);

/**
 * A program that is a file: its export of the given name, else the default one.
 * @throws ConfigurationError at `place` for a file that cannot be made into a module.
 */
export async function programOfFile(
  { path, exported }: { path: string; exported: string | undefined },
  files: RepositoryFiles,
  place: Place,
): Promise<Program> {
  const modules = await reachableModules(path, files, place);
  return programOf(path, [{ path: ENTRY, text: fileModule(path, exported) }, ...modules], place);
}

/** A program that is the body of a function with these parameters. */
export function programOfCode(body: string, parameters: readonly string[], place: Place): Program {
  return programOf(place.path, [{ path: ENTRY, text: inlineModule(body, parameters) }], place);
}

function programOf(path: string, files: ScriptSource['files'], place: Place): Program {
  const all = [...files, { path: `${FOLDER}/deterministic.mjs`, text: DETERMINISTIC }];
  return { path, files: all, entry: ENTRY, folder: '', isInterpreted: true, place };
}

/**
 * Calls a program with each of the lists of arguments, in an interpreter of its own each time: a call finds nothing that
 * another left. What is no function is its own result. The clock stands still, and chance is the same each time.
 * @throws ConfigurationError at the program's place for the first call that fails: with the line, and by name for what
 * is not there (packages, network, files, process, timers).
 */
export async function runProgram(program: Program, calls: readonly Json[][]): Promise<Json[]> {
  const source = { ...program, references: [] };
  const { scripts, close } = interpretedScripts([source], LIMITS, LONGEST_RESULT);
  try {
    const [script] = scripts;
    if (script === undefined) return [];
    const replies = await Promise.all(calls.map((args) => script.call({ output: '', context: args })));
    return replies.map((reply) => resultOf(reply, program));
  } finally {
    await close();
  }
}

function resultOf(reply: ScriptReply, program: Program): Json {
  if (!reply.ok) throw failed(program, reply.problem, reply.at);
  const told = replySchema.safeParse(JSON.parse(reply.json)).data;
  if (told === undefined) throw failed(program, 'it breaks the form of its reply');
  if (told.kind === 'refused') throw failed(program, told.problem);
  const value: Json = JSON.parse(told.json);
  return value;
}

function failed({ path, place }: Program, problem: string, at?: string): ConfigurationError {
  const isOwn = at !== undefined && !at.startsWith(`${FOLDER}/`);
  const shown = problem.replace(/\s+/g, ' ').slice(0, 300);
  return new ConfigurationError(`The program ${isOwn ? at : path} cannot be used: ${shown}.`, {
    place,
    remedy:
      'It runs in an interpreter that has the language and files it imports by relative paths. Write into a YAML, JSON, JSONL or CSV file what needs more.',
  });
}
