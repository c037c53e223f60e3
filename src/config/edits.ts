import { isMapping, type Json } from '../base/json.ts';

/** A setting that differs between two versions of a policy, as written in the file; null: it is not set there. */
export type PolicyEdit = { key: string; from: string | null; to: string | null };

/**
 * Which settings of a policy file differ, as `gate.alpha`. Items of a list count as settings of their own, whatever their
 * order: an entry of `prompts` is named by its path, any other item by itself.
 */
export function policyEdits(before: Json, after: Json): PolicyEdit[] {
  const [former, now] = [settingsOf(before), settingsOf(after)];
  return [...new Set([...former.keys(), ...now.keys()])].flatMap((key) => {
    const [from, to] = [former.get(key) ?? null, now.get(key) ?? null];
    return from === to ? [] : [{ key, from, to }];
  });
}

function settingsOf(document: Json): Map<string, string> {
  const settings = new Map<string, string>();
  const add = (key: string, value: Json): void => {
    if (isMapping(value)) {
      for (const [name, inner] of Object.entries(value))
        add(key === '' ? name : `${key}.${name}`, inner ?? null);
    } else if (Array.isArray(value)) {
      for (const item of value) addItem(key, item);
    } else if (key !== '') {
      settings.set(key, typeof value === 'string' ? value : JSON.stringify(value));
    }
  };
  const addItem = (key: string, item: Json): void => {
    if (!isMapping(item) || typeof item.path !== 'string') {
      const text = typeof item === 'string' ? item : JSON.stringify(item);
      settings.set(`${key}[${text}]`, 'listed');
      return;
    }
    const { path, ...rest } = item;
    settings.set(`${key}[${path}]`, 'listed');
    add(`${key}[${path}]`, rest);
  };
  add('', document);
  return settings;
}
