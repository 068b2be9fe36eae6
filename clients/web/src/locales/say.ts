// How a word is found and said: the part of it that every page of the house has in common.
export type Tree = { [key: string]: string | Tree };
export type Words = (key: string, values?: Record<string, string | number>) => string;

export const languages = ["en", "fr", "sv"] as const;
export const languageKey = "plenum.language";

export function languageWanted(chosen: string | null, browser: readonly string[]): string {
  const asked = [chosen, ...browser].map((tag) => (tag ?? "").slice(0, 2));
  return asked.find((tag) => (languages as readonly string[]).includes(tag)) ?? "en";
}

export function say(tree: Tree, tag: string, key: string, values: Record<string, string | number> = {}): string {
  const form = typeof values.count === "number" ? `_${rulesOf(tag).plural.select(values.count)}` : "";
  const said = find(tree, key + form) ?? find(tree, `${key}_other`) ?? find(tree, key) ?? key;
  return said.replace(/{{(\w+)}}/g, (_, name: string) => shown(values[name], tag));
}

function find(tree: Tree, key: string): string | undefined {
  const found = key.split(".").reduce<string | Tree | undefined>((at, part) => (typeof at === "object" ? at[part] : undefined), tree);
  return typeof found === "string" ? found : undefined;
}

function shown(value: string | number | undefined, tag: string): string {
  return typeof value === "number" ? rulesOf(tag).number.format(value) : (value ?? "");
}

// Made once for each language: making them costs far more than using them.
const rules = new Map<string, { plural: Intl.PluralRules; number: Intl.NumberFormat }>();

function rulesOf(tag: string) {
  const made = rules.get(tag) ?? { plural: new Intl.PluralRules(tag), number: new Intl.NumberFormat(tag) };
  rules.set(tag, made);
  return made;
}
