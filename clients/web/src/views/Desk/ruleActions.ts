import { WordAction } from "../../wire/gen/proto/moderator_pb";

// What a word rule does, as one chooses it and as one reads it later.
export const ruleActions: readonly { value: WordAction; words: string; says: string }[] = [
  { value: WordAction.WORD_HOLD, words: "rules.hold", says: "rules.holdSays" },
  { value: WordAction.WORD_BLOCK, words: "rules.block", says: "rules.blockSays" },
  { value: WordAction.WORD_MASK, words: "rules.mask", says: "rules.maskSays" },
  { value: WordAction.WORD_TAG, words: "rules.tag", says: "rules.tagSays" },
];

export const ruleAction = (action: WordAction): string => ruleActions.find((one) => one.value === action)?.words ?? "rules.tag";
