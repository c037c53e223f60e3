import type { TemplateEngine } from './engine.ts';
import { joinedForm } from './template.ts';

/** No template at all: the text is sent unchanged. */
export const none: TemplateEngine = {
  isChoosable: true,
  computes: false,
  load:
    async () =>
    ({ text }) => ({ uses: [], form: () => joinedForm([text]), render: () => text }),
};
