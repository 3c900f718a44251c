/** What finds any of some words and patterns in a text. A word that holds another one need not be looked for. */
export function patternOf(triggers: readonly (string | RegExp)[], ignoreCase = false): RegExp {
  const words = triggers.filter(trigger => typeof trigger === 'string');
  const isCovered = (trigger: string | RegExp) => typeof trigger === 'string' && words.some(word => word !== trigger && trigger.includes(word));
  return new RegExp([...new Set(triggers.filter(trigger => !isCovered(trigger)).map(sourceOf))].join('|'), ignoreCase ? 'i' : '');
}

/** The source of a pattern that matches any of some words as they are: a name of code may hold what patterns read otherwise, as Kotlin's in backticks and a half-typed one do. */
export function anyOf(words: readonly string[]): string {
  return `(?:${words.map(sourceOf).join('|')})`;
}

function sourceOf(trigger: string | RegExp): string {
  return typeof trigger === 'string' ? trigger.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : trigger.source;
}
