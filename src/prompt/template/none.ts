import type { TemplateEngine } from './engine.ts';

/** No template at all: the text is sent unchanged. */
export const none: TemplateEngine = {
  isChoosable: true,
  computes: false,
  load:
    async () =>
    ({ text }) => ({ uses: [], render: () => text }),
};
