import { SaxesParser } from 'saxes';
import { oneLine } from './quote.ts';

/** A well-formed document's elements by their dotted paths from the root (`order.item.price`), or what is wrong. */
export type XmlReading = { elements: ReadonlySet<string> } | { fault: string };

/**
 * Reads one whole XML document. Nothing is loaded or expanded: a DTD with declarations of its own is refused, as
 * promptfoo does.
 *
 * @param depth paths of more elements than this are left out
 */
export function readXml(text: string, depth: number): XmlReading {
  const elements = new Set<string>();
  const path: string[] = [];
  const parser = new SaxesParser({ position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) throw new Error('a DTD with declarations is not supported');
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    if (path.length <= depth) elements.add(path.join('.'));
  });
  parser.on('closetag', () => {
    path.pop();
  });
  try {
    parser.write(text).close();
    return { elements };
  } catch (error) {
    return { fault: oneLine(error instanceof Error ? error.message : String(error), 100) };
  }
}

/** A tag up to the next `<`, with its slash (1) and its name (2). */
const TAG = /<(\/?)([\p{L}_:][\p{L}\p{N}_:.-]*)[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*>/uy;

const PASSED_OVER = [
  { opens: '<!--', closes: '-->' },
  { opens: '<![CDATA[', closes: ']]>' },
  { opens: '<?', closes: '?>' },
];

/** The outermost elements in a text that have both their tags, among other words or by themselves. */
export function findElements(text: string): string[] {
  const open: { name: string; start: number }[] = [];
  const whole: { start: number; end: number }[] = [];
  const neverClosed = new Set<string>();
  const complete = (start: number, end: number) => {
    while ((whole.at(-1)?.start ?? -1) > start) whole.pop();
    whole.push({ start, end });
  };

  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const passedOver = PASSED_OVER.find(({ opens }) => text.startsWith(opens, at));
    if (passedOver) {
      const { opens, closes } = passedOver;
      const end = neverClosed.has(closes) ? -1 : text.indexOf(closes, at + opens.length);
      if (end === -1) neverClosed.add(closes);
      at = end === -1 ? at + opens.length : end + closes.length;
      continue;
    }
    TAG.lastIndex = at;
    const match = TAG.exec(text);
    if (match === null) {
      at += 1;
      continue;
    }
    const [tag, slash, name = ''] = match;
    const end = at + tag.length;
    if (slash === '/') {
      const opened = open.pop();
      if (opened?.name === name) complete(opened.start, end);
      else open.length = 0;
    } else if (tag.endsWith('/>')) {
      complete(at, end);
    } else {
      open.push({ name, start: at });
    }
    at = end;
  }
  return whole.map(({ start, end }) => text.slice(start, end));
}
