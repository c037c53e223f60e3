import type { Json } from '../../base/json.ts';

const MAX_DESCRIPTION = 300;
const MAX_TAGS = 20;
const MAX_TAG = 60;

/** What a prompt file says of itself, for people: one line of at most 300 characters, and at most 20 tags. */
export type About = { description?: string | undefined; tags?: string[] | undefined };

/** Description and tags as a file states them; anything that is no text is left out. */
export function aboutOf(stated: { description?: Json | undefined; tags?: Json | undefined }): About {
  const { description, tags } = stated;
  const line = typeof description === 'string' ? oneLine(description, MAX_DESCRIPTION) : '';
  const words = (Array.isArray(tags) ? tags : []).flatMap((tag) =>
    typeof tag === 'string' && tag.trim() !== '' ? [oneLine(tag, MAX_TAG)] : [],
  );
  return {
    ...(line !== '' && { description: line }),
    ...(words.length > 0 && { tags: words.slice(0, MAX_TAGS) }),
  };
}

function oneLine(text: string, length: number): string {
  return text
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, length);
}
