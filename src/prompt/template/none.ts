import type { TemplateEngine } from './engine.ts';
import { joinedForm, type Template, type TemplateSource } from './template.ts';

/** No template at all: the text is sent unchanged. */
export const none: TemplateEngine = {
  isChoosable: true,
  computes: false,
};

export function compileNone({ text }: TemplateSource): Template {
  return { uses: [], form: () => joinedForm([text]), render: () => text };
}
