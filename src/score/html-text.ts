import { type DefaultTreeAdapterTypes, html, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** The elements of HTML, obsolete ones left out; https://html.spec.whatwg.org/multipage/indices.html#elements-3 */
const ELEMENTS = new Set(
  `a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite code col
  colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 h3
  h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark math menu meta
  meter nav noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search
  section select slot small source span strong style sub summary sup svg table tbody td template textarea tfoot th
  thead time title tr track u ul var video wbr`.split(/\s+/),
);

/** Elements that have no end tag, and those whose end tag may be left out. */
const ENDLESS = new Set(
  `area base br col embed hr img input link meta param source track wbr
  body caption colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr`.split(/\s+/),
);

export type HtmlReading = {
  /** Names of elements that HTML knows (or custom ones, with a hyphen) and whose start tag is in the text. */
  elements: ReadonlySet<string>;
  hasDoctype: boolean;
  /** Whether there are words outside of any element. */
  hasTextOutside: boolean;
  /** Whether an element that must be closed is not. */
  unclosed: string | undefined;
};

/** Reads a text as browsers do, and distinguishes what the author wrote from what the parser added. */
export function readHtml(text: string): HtmlReading {
  const elements = new Set<string>();
  let hasDoctype = false;
  let hasTextOutside = false;
  let unclosed: string | undefined;

  const pending: { node: Node; inside: boolean }[] = [
    { node: parse(text, { sourceCodeLocationInfo: true }), inside: false },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node } = next;
    let { inside } = next;
    if (node.nodeName === '#documentType') hasDoctype = true;
    if (isText(node) && !inside && node.value.trim() !== '') hasTextOutside = true;
    if (isElement(node) && node.sourceCodeLocation) {
      inside = true;
      if (ELEMENTS.has(node.tagName) || node.tagName.includes('-')) elements.add(node.tagName);
      const mustEnd = node.namespaceURI === html.NS.HTML && !ENDLESS.has(node.tagName);
      if (mustEnd && !node.sourceCodeLocation.endTag) unclosed ??= node.tagName;
    }
    if ('childNodes' in node) for (const child of node.childNodes) pending.push({ node: child, inside });
  }
  return { elements, hasDoctype, hasTextOutside, unclosed };
}

function isText(node: Node): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === '#text';
}

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}
