import MarkdownIt from 'markdown-it';

/** Reads Markdown as GitHub does, near enough: GFM tables, autolinks, raw HTML as it stands. */
const reader = new MarkdownIt({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false });

/** The HTML that a reader of the comment gets. */
export function readMarkdown(markdown: string): string {
  return reader.render(markdown);
}

/** What GitHub looks through for mentions, issues and commits: the text outside of code. */
export function referableText(markdown: string): string {
  return readMarkdown(markdown)
    .replace(/<pre[\s\S]*?<\/pre>/g, ' ')
    .replace(/<code[\s\S]*?<\/code>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

/** Names of all elements in the rendered HTML. */
export function elementsOf(markdown: string): Set<string> {
  return new Set([...readMarkdown(markdown).matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name));
}
