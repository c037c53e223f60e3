/** Regular expressions that differ from `text` (`/…/flags`) in one place: an anchor, quantifier, class or lookaround. */
export function regexMutations(text: string): string[] {
  const end = text.lastIndexOf('/');
  const pattern = text.slice(1, end);
  const flags = text.slice(end + 1);
  return changesOf(pattern)
    .filter((changed) => isRegex(changed, flags))
    .map((changed) => `/${changed}/${flags}`);
}

/** The parts of a pattern: escapes (with their braces), starts and ends of classes, groups, quantifiers, single characters. */
const tokens = /\\[pPu]\{[^}]*\}|\\.|\(\?(?:<?[=!]|:|<\w+>)|\[\^?|\]|\{\d+(?:,\d*)?\}\??|[*+?]\??|[\s\S]/gu;

function changesOf(pattern: string): string[] {
  const parts = [...pattern.matchAll(tokens)].map(([part]) => part);
  const changes: string[] = [];
  let inClass = false;
  for (const [at, part] of parts.entries()) {
    const isOpening = !inClass && part.startsWith('[');
    const isClosing = inClass && part === ']';
    for (const other of otherParts(part, {
      inClass,
      isOpening,
      isFirst: at === 0 || parts[at - 1] === '|',
    })) {
      changes.push(parts.with(at, other).join(''));
    }
    if (isOpening) inClass = true;
    if (isClosing) inClass = false;
  }
  return changes;
}

function otherParts(
  part: string,
  { inClass, isOpening, isFirst }: { inClass: boolean; isOpening: boolean; isFirst: boolean },
): string[] {
  if (/^\\[dDsSwWbB]$/.test(part))
    return [part === part.toUpperCase() ? part.toLowerCase() : part.toUpperCase()];
  if (isOpening) return [part === '[^' ? '[' : '[^'];
  if (inClass) return [];
  if (part === '^' || part === '$') return [''];
  if (/^(?:[*+?]\??|\{\d)/.test(part) && !isFirst) return [''];
  if (/^\(\?<?[=!]$/.test(part))
    return [part.endsWith('=') ? `${part.slice(0, -1)}!` : `${part.slice(0, -1)}=`];
  return [];
}

function isRegex(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags) !== null;
  } catch {
    return false;
  }
}
