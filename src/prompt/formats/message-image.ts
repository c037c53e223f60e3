import { ConfigurationError } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import type { YamlDocument } from '../../document/yaml.ts';
import type { TemplatePart } from '../../domain/prompt.ts';

type Keys = readonly (string | number)[];

/** An image's part by its `type`: OpenAI's chat completions, its Responses API, Anthropic. */
export const IMAGES: ReadonlySet<string> = new Set(['image_url', 'input_image', 'image']);

/**
 * Reads an image as one of the APIs writes it.
 * @throws ConfigurationError with its place where its address or data is missing, or lies with a provider as a file.
 */
export function readImage(part: Record<string, Json>, document: YamlDocument, at: Keys): TemplatePart {
  const { image_url: stated, source } = part;
  const inner = isMapping(stated) ? stated : part;
  const detail = typeof inner.detail === 'string' ? inner.detail : undefined;
  const url = isMapping(stated) ? stated.url : stated;
  if (typeof url === 'string' && url !== '') {
    return { kind: 'image', template: url, place: document.placeOf([...at, 'image_url']), detail };
  }
  const template = isMapping(source) ? sourceOf(source) : undefined;
  if (template !== undefined) return { kind: 'image', template, place: document.placeOf([...at, 'source']) };
  throw new ConfigurationError('This image has neither an address nor data.', {
    place: document.placeOf(at),
    remedy:
      'Write `{ type: image_url, image_url: { url: "https://…" } }`; a file that lies with a provider is not the same for every model.',
  });
}

/** Anthropic's source as one address. */
function sourceOf({ type, url, media_type: kind, data }: Record<string, Json>): string | undefined {
  if (type === 'url' && typeof url === 'string') return url;
  if (type !== 'base64' || typeof kind !== 'string' || typeof data !== 'string') return undefined;
  return `data:${kind};base64,${data}`;
}
