/**
 * The same function, which computes the value of each object once and keeps it as long as the object lives. For pure
 * functions of objects that nobody changes, such as the cases of a suite that many prompts share; what it returns is
 * shared too.
 */
export function onceEach<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: compute(key) };
    known.set(key, found);
    return found.value;
  };
}
