
// People type and read "@hamlet"; the source says "[@hamlet](member:7)", so that a changed handle still finds
// its member. These two turn one into the other, outside code.
export type Known = ReadonlyMap<string, string>; // handle -> member id

const code = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)/;
const mention = /\[@([^\]\n]{1,64})\]\(member:(\d+)\)/g;

export function toSource(text: string, known: Known): string {
  if (known.size === 0) return text;
  const handles = [...known.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const named = new RegExp(`(?<![\\p{L}\\p{N}_[])@(${handles.join("|")})(?![\\p{L}\\p{N}_-])`, "gu");
  return outsideCode(text, (part) => part.replace(named, (_, handle: string) => `[@${handle}](member:${known.get(handle)})`));
}

export function fromSource(source: string): { text: string; known: Known } {
  const known = new Map<string, string>();
  const text = outsideCode(source, (part) =>
    part.replace(mention, (_, handle: string, id: string) => {
      known.set(handle, id);
      return `@${handle}`;
    }),
  );
  return { text, known };
}

function outsideCode(text: string, change: (part: string) => string): string {
  return text.split(code).map((part, i) => (i % 2 === 1 ? part : change(part))).join("");
}

const escaped = (handle: string): string => handle.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// The word being completed at the caret: "@ham" and where it starts.
export function mentionAt(text: string, caret: number): { start: number; prefix: string } | null {
  const found = /(?:^|[\s(>])@([\p{L}\p{N}_.-]{0,32})$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const prefix = found[1] ?? "";
  return { start: caret - prefix.length - 1, prefix };
}

export function completed(text: string, start: number, caret: number, handle: string): { text: string; caret: number } {
  const head = `${text.slice(0, start)}@${handle} `;
  return { text: head + text.slice(caret).replace(/^ /, ""), caret: head.length };
}
