import { includeCandidates } from '../includes.ts';
import { isNode, type Node, parse, type Token, tokenize } from './jinja-library.ts';
import { BLOCKS } from './jinja-statements.ts';
import { includedName, type Piece, scan } from './scan.ts';
import { includedFile, type Spot, TemplateProblem, type TemplateSource } from './template.ts';

/** A parsed template and what it includes. */
export type ParsedJinja = {
  program: Node;
  /** Offset of each name in the source; nodes are the parser's own. */
  spots: Map<object, Spot>;
  /** Included programs, by the identifier that represents them in `program`. */
  included: Map<string, ParsedJinja>;
};

export const INCLUDED = 'include:';
const OFFSET = '\u0000';
const MAX_INCLUDES = 1000;
/** The library's time is quadratic in the white space of a tag. */
const MAX_TAG = 20_000;

const KEYWORDS = new Set([
  ...Object.keys(BLOCKS),
  ...Object.values(BLOCKS),
  ...['else', 'elif', 'in', 'not', 'and', 'or', 'is', 'break', 'continue'],
]);

/**
 * Parses a Jinja template and everything it includes. Throws TemplateProblem, with the place of the tag, for a text
 * that is not Jinja and for features that this engine does not have.
 */
export function parseJinja(source: TemplateSource): ParsedJinja {
  return parseFile(source, null, { included: 0 });
}

function parseFile(source: TemplateSource, file: string | null, count: { included: number }): ParsedJinja {
  const { pieces, problem } = scan(source.text, source);
  if (problem !== null) {
    throw new TemplateProblem(problem.message, { spot: { path: file, ...problem } });
  }
  checkBlocks(pieces, file);
  const included = new Map<string, ParsedJinja>();
  const tokens = pieces.flatMap((piece) => {
    const name = includedName(piece);
    if (name === null) {
      return tokensOf(piece, file);
    }
    count.included += 1;
    if (count.included > MAX_INCLUDES) {
      throw new TemplateProblem(`The template includes more than ${MAX_INCLUDES} files.`, {
        spot: spotOf(piece, file),
      });
    }
    const text = includedFile(source, { from: source.path, name, candidates: includeCandidates });
    if (text === undefined) {
      throw new TemplateProblem(`The included file "${name}" is not there.`, { spot: spotOf(piece, file) });
    }
    const key = `${INCLUDED}${text.path}`;
    if (!included.has(key)) {
      included.set(key, parseFile({ ...source, text: text.text, path: text.path }, text.path, count));
    }
    return [token('{{', 'OpenExpression'), token(key, 'Identifier'), token('}}', 'CloseExpression')];
  });
  const program = parseTokens(tokens, pieces, file);
  return { program, spots: takeSpots(program, file), included };
}

function token(value: string, type: string): Token {
  return { value, type };
}

function spotOf(piece: Piece, path: string | null): Spot {
  return { path, offset: piece.start, length: piece.end - piece.start };
}

/** A piece's tokens; names carry their offset, which the parser itself does not keep. */
function tokensOf(piece: Piece, file: string | null): Token[] {
  if (piece.kind === 'text') {
    return [token(piece.text, 'Text')];
  }
  if (piece.text.length > MAX_TAG) {
    throw new TemplateProblem(`This tag is longer than ${MAX_TAG} characters.`, {
      spot: spotOf(piece, file),
    });
  }
  const tokens = attempt(() => tokenize(piece.text), piece, file);
  const names = tokens.filter(({ type }) => type === 'Identifier');
  const aligned =
    names.length === piece.words.length &&
    names.every(({ value }, index) => value === piece.words[index]?.value);
  names.forEach((name, index) => {
    if (!KEYWORDS.has(name.value)) {
      name.value += `${OFFSET}${aligned ? (piece.words[index]?.offset ?? piece.start) : piece.start}`;
    }
  });
  return tokens;
}

function parseTokens(tokens: Token[], pieces: Piece[], file: string | null): Node {
  try {
    return parse(tokens);
  } catch (error) {
    for (const piece of pieces) {
      attempt(() => parse(standingAlone(piece, tokensOf(piece, file))), piece, file);
    }
    throw new TemplateProblem('This is not a Jinja template.', {
      spot: { path: file, offset: 0, length: 0 },
      cause: error,
    });
  }
}

/** A tag's tokens completed to a template of their own, so that a mistake inside it is found by itself. */
function standingAlone(piece: Piece, tokens: Token[]): Token[] {
  const word = piece.kind === 'statement' ? piece.words[0]?.value : undefined;
  if (word === 'elif') {
    return [tokens[0], token('if', 'Identifier'), ...tokens.slice(2), ...statement('endif')].filter(
      (each) => each !== undefined,
    );
  }
  const end = word === undefined ? undefined : BLOCKS[word];
  if (end !== undefined && !isInlineSet(piece)) {
    return [...tokens, ...statement(end)];
  }
  return word === 'else' || word?.startsWith('end') || includedName(piece) !== null ? [] : tokens;
}

function statement(word: string): Token[] {
  return [token('{%', 'OpenStatement'), token(word, 'Identifier'), token('%}', 'CloseStatement')];
}

/** `{% set x = … %}`, as opposed to `{% set x %}…{% endset %}`. */
function isInlineSet(piece: Piece): boolean {
  return piece.words[0]?.value === 'set' && /^\{%-?\s{0,1000}set\s[^=]{1,1000}=/.test(piece.text);
}

function attempt<T>(work: () => T, piece: Piece, file: string | null): T {
  try {
    return work();
  } catch (error) {
    throw new TemplateProblem(`\`${shown(piece.text)}\` is not Jinja.`, {
      spot: spotOf(piece, file),
      cause: error,
    });
  }
}

function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

const REFUSED: Record<string, string> = {
  extends: 'Use `{% include "file" %}`.',
  block: 'Use `{% include "file" %}`.',
  import: 'Write the macro into this file.',
  from: 'Write the macro into this file.',
  include: 'Write it as `{% include "path" %}`, with the path in quotes.',
  do: 'Use `{% set … %}`.',
  with: 'Use `{% set … %}`.',
  generation: 'It means something to chat templates only; remove it.',
  endgeneration: 'It means something to chat templates only; remove it.',
};

/** Checks that every block is closed, by its own end, and that the engine has every statement. */
function checkBlocks(pieces: Piece[], file: string | null): void {
  const open: { word: string; piece: Piece }[] = [];
  for (const piece of pieces) {
    const word = piece.kind === 'statement' ? (piece.words[0]?.value ?? '') : null;
    if (word === null || includedName(piece) !== null || isInlineSet(piece)) {
      continue;
    }
    const spot = spotOf(piece, file);
    if (BLOCKS[word] !== undefined && Object.hasOwn(BLOCKS, word)) {
      open.push({ word, piece });
    } else if (word === 'else' || word === 'elif') {
      const inside = open.at(-1)?.word;
      if (inside !== 'if' && !(word === 'else' && inside === 'for')) {
        throw new TemplateProblem(`\`{% ${word} %}\` stands outside any \`{% if %}\`.`, { spot });
      }
    } else if (Object.values(BLOCKS).includes(word)) {
      const last = open.pop();
      if (last === undefined || BLOCKS[last.word] !== word) {
        const problem =
          last === undefined ? 'closes nothing.' : `stands where \`{% ${BLOCKS[last.word]} %}\` should.`;
        throw new TemplateProblem(`\`{% ${word} %}\` ${problem}`, { spot });
      }
    } else if (word !== 'break' && word !== 'continue') {
      const remedy = Object.hasOwn(REFUSED, word) ? REFUSED[word] : undefined;
      const problem = `\`${shown(piece.text)}\` is a statement that this Jinja engine does not have.`;
      throw new TemplateProblem(problem, remedy === undefined ? { spot } : { spot, remedy });
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    const problem = `\`{% ${unclosed.word} %}\` is never closed by \`{% ${BLOCKS[unclosed.word]} %}\`.`;
    throw new TemplateProblem(problem, { spot: spotOf(unclosed.piece, file) });
  }
}

/** Moves the offsets out of the names and into a map. */
function takeSpots(program: Node, path: string | null): Map<object, Spot> {
  const spots = new Map<object, Spot>();
  const pending: unknown[] = [program];
  while (pending.length > 0) {
    const node = pending.pop();
    if (node instanceof Map) {
      pending.push(...node.keys(), ...node.values());
    } else if (Array.isArray(node)) {
      pending.push(...node);
    } else if (typeof node === 'object' && node !== null) {
      if (isNode(node) && node.type === 'Identifier' && typeof node.value === 'string') {
        const [name = '', offset] = node.value.split(OFFSET);
        node.value = name;
        if (offset !== undefined) {
          spots.set(node, { path, offset: Number(offset), length: name.length });
        }
      } else {
        pending.push(...Object.values(node));
      }
    }
  }
  return spots;
}
