import { posix } from 'node:path';
import { globMatcher, isPattern } from '../base/glob.ts';
import { isPartial } from '../prompt/partials.ts';
import { isSuiteName } from '../suite/paths.ts';

/** Endings of texts that prompts are put together from; files of programs are not among them. */
const TEXT =
  /(?:^|\/)[^./]+$|\.(?:txt|md|markdown|mdx|j2|jinja2?|njk|html?|xml|hbs|handlebars|mustache|liquid|tpl|tmpl|tera|prompty?|ya?ml|jsonl?|ndjson|csv|tsv|toml)$/i;

/** The path itself, or all that a pattern matches. */
export function pathsNamed(name: string, paths: ReadonlySet<string>): string[] {
  if (paths.has(name)) return [name];
  return isPattern(name) ? [...paths].filter(globMatcher(name)) : [];
}

/**
 * Whether a prompt whose includes cannot all be told may include a file: a text in its folder or below, and neither a
 * suite nor a prompt that is judged itself.
 */
export function mayInclude(
  path: string,
  file: string,
  { isWatched }: { isWatched: (path: string) => boolean },
): boolean {
  const folder = posix.dirname(path);
  const isBelow = folder === '.' || file.startsWith(`${folder}/`);
  const isText = TEXT.test(file) || posix.extname(file) === posix.extname(path);
  return isBelow && isText && file !== path && (isPartial(file) || !isWatched(file)) && !isSuiteName(file);
}
