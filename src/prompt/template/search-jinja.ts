import type { FoundNames } from './engine.ts';

/** An include in any form, with any quotes, in a text that may not be a template at all. */
const ANY_INCLUDE = /\binclude\s{1,100}[\\"']{1,4}([^"'\\\r\n]{1,1000})/g;
/** A statement that takes another file, up to its end. */
const STATEMENT = /\{%[-+]?\s{0,100}(?:include|extends|import|from)\b([^%]{0,500})%\}/g;
/** A call that may do so, by its name: no engine has a function of this kind, applications add them. */
const CALL = /\b\w{0,50}(?:include|import|load|read_|file|partial)\w{0,50}\s{0,20}\(([^()]{0,500})\)/gi;
const QUOTED = /(\\{0,4}["'])([^"'\\\r\n]{1,500})\\{0,4}["']/g;
/** What may stand beside the names and does not change them. */
const AROUND_NAMES = /\b(?:ignore\s+missing|with(?:out)?\s+context|as\s+\w+|import\s+[\w\s,]+)|[[\](),\s+-]/g;

/** Names of files that a Jinja text takes in, by statements that the engine has or has not, and by calls. */
export function searchIncludes(text: string): FoundNames {
  const names = [...text.matchAll(ANY_INCLUDE)].map(([, name = '']) => name);
  let isOpen = false;
  for (const pattern of [STATEMENT, CALL]) {
    for (const [, inside = ''] of text.matchAll(pattern)) {
      names.push(...[...inside.matchAll(QUOTED)].map(([, , name = '']) => folderOrFile(name)));
      isOpen ||= inside.replace(QUOTED, '').replace(AROUND_NAMES, '') !== '';
    }
  }
  return { names, isOpen };
}

/** Whether a tag of a template calls what may load a file. */
export function callsLoader(tag: string): boolean {
  CALL.lastIndex = 0;
  return CALL.test(tag);
}

/** `parts/`, to which a variable is appended, means the files of that folder. */
function folderOrFile(name: string): string {
  return name.endsWith('/') ? `${name}**` : name;
}
