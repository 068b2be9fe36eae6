import { describe, expect, it } from "vitest";
import { say } from "../../locales/say";
import en from "./en.json";
import fr from "./fr.json";
import sv from "./sv.json";

// The console's own, and what it is drawn with of the house's.
const sources = import.meta.glob<string>(
  ["../views/**/*.ts", "../views/**/*.tsx", "../viewmodels/**/*.ts", "../../views/States/*.tsx", "../../views/Menu/*.tsx", "../../views/Keys/KeyList.tsx"],
  { query: "?raw", import: "default", eager: true },
);

function keys(tree: object, before = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [before + key] : keys(value, `${before}${key}.`)));
}

// Languages differ in their plural forms, so a key stands for all of its forms.
const bare = (tree: object) => [...new Set(keys(tree).map((key) => key.replace(/_(zero|one|two|few|many|other)$/, "")))].sort();
const values = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((found) => found[1]).sort();

describe("the gallery's words", () => {
  for (const [name, tree] of Object.entries({ fr, sv })) {
    it(`are all there in ${name}, with the same values in them`, () => {
      expect(bare(tree)).toEqual(bare(en));
      for (const key of keys(tree)) expect(values(say(tree, name, key)), key).toEqual(values(say(en, "en", key.replace(/_(many)$/, "_other"))));
    });

    it(`are not left in English in ${name}`, () => {
      expect(keys(tree).filter((key) => say(tree, name, key) === say(en, "en", key) && say(en, "en", key).split(" ").length > 2)).toEqual([]);
    });
  }

  it("are there for every key the views name", () => {
    const known = new Set(bare(en));
    const named = Object.values(sources).flatMap((text) => [...text.matchAll(/"((?:[a-z]+)\.[a-zA-Z]+)"/g)].map((found) => found[1]!)).filter((key) => key.split(".")[0]! in en);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !known.has(key))).toEqual([]);
  });

  it("have one name for a topic and one for the chair in each language, as on the members' page", () => {
    expect(keys(sv).filter((key) => /ordförande/i.test(say(sv, "sv", key)))).toEqual([]);
    expect(keys(fr).filter((key) => /présidence|\bsujets?\b/i.test(say(fr, "fr", key)))).toEqual([]);
  });

  it("are each said somewhere", () => {
    const text = Object.values(sources).join("\n");
    const computed = /^(rooms|refused)\./;
    expect(bare(en).filter((key) => !computed.test(key) && !text.includes(`"${key}"`))).toEqual([]);
  });

  it("end no sentence with an exclamation mark", () => {
    for (const tree of [en, fr, sv]) expect(keys(tree).filter((key) => say(tree, "en", key).includes("!"))).toEqual([]);
  });
});
