import type { Bundle } from '../domain/bundle.ts';
import { renderedForm } from '../prompt/rendered-form.ts';
import { type Raise, raiseBetween } from '../registry/raise.ts';

/**
 * Which part of a prompt's version a change of its bundle raises, and why; null where the digest stays the same.
 * Throws ConfigurationError for a template that its engine cannot read.
 */
export async function raiseOf(before: Bundle, after: Bundle): Promise<Raise | null> {
  const [old, now] = [await renderedForm(before), await renderedForm(after)];
  return raiseBetween({ bundle: before, rendered: old }, { bundle: after, rendered: now });
}
