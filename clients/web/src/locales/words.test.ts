import { describe, expect, it } from "vitest";
import chairEn from "./chair/en.json";
import chairFr from "./chair/fr.json";
import chairSv from "./chair/sv.json";
import galleryEn from "./gallery/en.json";
import galleryFr from "./gallery/fr.json";
import gallerySv from "./gallery/sv.json";
import houseEn from "./house/en.json";
import houseFr from "./house/fr.json";
import houseSv from "./house/sv.json";
import pageEn from "./en.json";
import pageFr from "./fr.json";
import pageSv from "./sv.json";
import { languageWanted, say } from "./words";

const sources = import.meta.glob<string>(["../views/**/*.ts", "../views/**/*.tsx", "../viewmodels/**/*.ts"], { query: "?raw", import: "default", eager: true });

const en = { ...pageEn, ...chairEn, ...galleryEn, ...houseEn };
const fr = { ...pageFr, ...chairFr, ...galleryFr, ...houseFr };
const sv = { ...pageSv, ...chairSv, ...gallerySv, ...houseSv };

function keys(tree: object, before = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [before + key] : keys(value, `${before}${key}.`)));
}

// Languages differ in their plural forms, so a key stands for all of its forms.
const bare = (tree: object) => [...new Set(keys(tree).map((key) => key.replace(/_(zero|one|two|few|many|other)$/, "")))].sort();
const values = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((found) => found[1]).sort();

describe("words", () => {
  it("of the chair and of the gallery stand under names of their own", () => {
    expect(Object.keys(chairEn).filter((name) => name in pageEn)).toEqual([]);
    expect(Object.keys(galleryEn).filter((name) => name in pageEn || name in chairEn)).toEqual([]);
    expect(Object.keys(houseEn).filter((name) => name in pageEn || name in chairEn || name in galleryEn)).toEqual([]);
  });

  for (const [name, tree] of Object.entries({ fr, sv })) {
    it(`are all there in ${name}, with the same values in them`, () => {
      expect(bare(tree)).toEqual(bare(en));
      for (const key of keys(tree)) {
        const original = say(en, "en", key.replace(/_(many)$/, "_other"));
        expect(values(say(tree, name, key)), key).toEqual(values(original));
      }
    });

    it(`are not left in English in ${name}`, () => {
      const same = keys(tree).filter((key) => say(tree, name, key) === say(en, "en", key) && say(en, "en", key).split(" ").length > 2);
      expect(same).toEqual([]);
    });
  }

  it("are there for every key the views name", () => {
    const known = new Set(bare(en));
    const named = Object.values(sources).flatMap((text) => [...text.matchAll(/\bt\("([a-z]+\.\w+)"/gi)].map((found) => found[1]!));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((key) => !known.has(key))).toEqual([]);
  });

  it("are each said somewhere", () => {
    const text = Object.values(sources).join("\n");
    expect(bare(en).filter((key) => !text.includes(`"${key}"`))).toEqual([]);
  });

  it("take the plural form of the language", () => {
    expect(say(en, "en", "threads.posts", { count: 1 })).toBe("1 post");
    expect(say(en, "en", "threads.posts", { count: 1234 })).toBe("1,234 posts");
  });

  it("have one name for a topic and one for the chair in each language, as in the gallery", () => {
    expect(keys(fr).filter((key) => /présidence|\bsujets?\b/i.test(say(fr, "fr", key).replace("Hors sujet", "")))).toEqual([]);
    expect(keys(sv).filter((key) => /ordförande/i.test(say(sv, "sv", key)))).toEqual([]);
  });

  it("end no sentence with an exclamation mark", () => {
    for (const tree of [en, fr, sv]) expect(keys(tree).filter((key) => say(tree, "en", key).includes("!"))).toEqual([]);
  });

  it("come in the language one chose, else the browser's, else English", () => {
    expect(languageWanted("sv", ["fr-CA"])).toBe("sv");
    expect(languageWanted(null, ["de", "fr-CA"])).toBe("fr");
    expect(languageWanted(null, ["de"])).toBe("en");
  });
});
