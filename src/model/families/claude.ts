import type { ModelFamily } from '../provider.ts';

/** Anthropic's models. From generation 4.6 on, names without a date are versions that do not move. */
export const claude: ModelFamily = {
  has: (model) => model.startsWith('claude-'),
  isPinned(model) {
    const name = /^claude-[a-z]+-(\d+)(?:-(\d{1,2}))?$/.exec(model);
    return name !== null && Number(name[1]) * 100 + Number(name[2] ?? 0) >= 406;
  },
  takesTemperature: (model) => (generationOf(model) ?? 0) < 407,
  takesJsonSchema: (model) => (generationOf(model) ?? 0) >= 405,
  // 4096 for the smaller and the newest models, as Anthropic documents; a gateway's prefix may stand before the name.
  cachedFromTokens: (model) => (/claude-(?:haiku|3-5-haiku|3-haiku|opus-4-[5-9])/.test(model) ? 4096 : 1024),
};

/** `claude-haiku-4-5-20251001` → 405, `claude-opus-5` → 500; undefined for older naming. */
function generationOf(model: string): number | undefined {
  const match = /^claude-[a-z]+-(\d{1,2})(?:-(\d{1,2}))?(?!\d)/.exec(model);
  return match ? Number(match[1]) * 100 + Number(match[2] ?? 0) : undefined;
}
