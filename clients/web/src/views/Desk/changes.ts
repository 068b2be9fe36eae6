import type { Change } from "../../viewmodels/chair/auditRow";
import { listWords } from "../../viewmodels/times";
import type { EmbargoClass } from "../../wire/gen/proto/gallery_pb";
import { embargoWords } from "../Gallery/kinds";
import { fields, flag, plain, untold, type Asked } from "./auditFields";
import { settingFields } from "./settingFields";

export interface Said {
  label: string;
  before: string;
  after: string;
}

// What changed, in words: a label, how it was, how it became.
export function saidChanges(changes: readonly Change[], asked: Asked): Said[] {
  return changes.filter((change) => !untold.includes(change.field) && !isNothing(change)).flatMap((change) => (wholes[change.field] ?? said)(change, asked));
}

// Of what was just made, only what is not as it always is.
const isNothing = ({ before, after }: Change): boolean => before === "" && ["", "0", "false"].includes(after);

function said({ field, before, after }: Change, asked: Asked): Said[] {
  const [label, say] = fields[field] ?? [field, plain];
  return [{ label: fields[field] ? asked.t(label) : label, before: before === "" ? "" : say(before, asked), after: after === "" ? "" : say(after, asked) }];
}

// Told whole, part by part in one text ("newcomer_posts 3, auto_hide_reports 2"): only the parts that differ are named.
const wholes: Record<string, typeof said> = { "community.chair": settings, "topic.charter": charter };
const partsOf = (text: string): Map<string, string> => new Map(text.split(", ").map((part) => [part.split(" ", 1)[0] as string, part.slice(part.indexOf(" ") + 1)]));

function settings({ before, after }: Change, { t }: Asked): Said[] {
  const was = partsOf(before);
  const is = partsOf(after);
  return settingFields.filter(({ log }) => was.get(log) !== is.get(log)).map(({ log, words }) => ({ label: t(words), before: was.get(log) ?? "0", after: is.get(log) ?? "0" }));
}

function charter({ before, after }: Change, asked: Asked): Said[] {
  const { t, locale } = asked;
  const was = partsOf(before);
  const is = partsOf(after);
  const heard = (classes = "") => listWords(classes.split(" ").filter(Boolean).map((one) => t(embargoWords(Number(one) as EmbargoClass))), locale) || t("audit.unheard");
  const back = (value = "false") => flag(value, asked);
  const told = [
    { part: "classes", label: "audit.fHeard", say: heard },
    { part: "reach_back", label: "audit.fReachBack", say: back },
    { part: "epoch", label: "audit.fRenewed", say: (value = "1") => value },
  ];
  return told.filter(({ part, say }) => say(was.get(part)) !== say(is.get(part))).map(({ part, label, say }) => ({ label: t(label), before: before && say(was.get(part)), after: say(is.get(part)) }));
}
