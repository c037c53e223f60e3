import type { TemplateEngine } from './engine.ts';

/** No template at all: the text is sent as it stands. */
export const none: TemplateEngine = {
  isChoosable: true,
  computes: false,
  load:
    async () =>
    ({ text }) => ({ uses: [], render: () => text }),
};
