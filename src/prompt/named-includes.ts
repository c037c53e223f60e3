import { ConfigurationError } from '../base/errors.ts';
import type { Prompt } from '../domain/prompt.ts';
import { engineNamed } from './template/engines.ts';
import { includedFile, includeKey } from './template/template.ts';
import { textsOf } from './tool-calls.ts';

/**
 * The texts that a prompt's templates include, at any depth, by the name that the including template writes. Files of
 * the same name in different folders are told apart as `includeKey` says.
 * @throws ConfigurationError for a name that cannot be told apart from such a key.
 */
export function namedIncludes(prompt: Prompt): Record<string, string> {
  const { including } = engineNamed(prompt.engine);
  if (including === undefined) return {};
  const paths = new Map<string, string>();
  const named: Record<string, string> = {};
  const walk = (text: string, { path, key: from }: { path: string; key: string }): void => {
    for (const { name } of including.find(text).includes) {
      const file = includedFile(prompt, { from: path, name, candidates: including.candidates });
      if (file === undefined) continue;
      const key = [name, includeKey(name, from)].find((each) => (paths.get(each) ?? file.path) === file.path);
      if (key === undefined || name.includes('>')) throw cannotBeNamed(name, path);
      if (paths.has(key)) continue;
      paths.set(key, file.path);
      named[key] = file.text;
      walk(file.text, { path: file.path, key });
    }
  };
  for (const { template, place } of prompt.messages.flatMap(textsOf))
    walk(template, { path: place.path, key: '' });
  return named;
}

function cannotBeNamed(name: string, path: string): ConfigurationError {
  return new ConfigurationError(`The name of the included file "${name}" cannot be kept in a version.`, {
    place: { path },
    remedy: 'Give it another name, without ">".',
  });
}
