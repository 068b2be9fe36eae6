import { useId, type ReactNode } from "react";
import { spanWords, untilWords } from "../../viewmodels/spans";
import { locale, useNow, useWords } from "../words";
import css from "./Chair.module.css";

const reasonMax = 1_000;
const readers = { log: "chair.whyLog", person: "chair.whyPerson", chair: "chair.whyChair", reporter: "chair.whyReporter", sanctioned: "chair.whySanctioned" } as const;

export function Reason({ value, put, needed = false, who = "log", label }: { value: string; put: (value: string) => void; needed?: boolean; who?: keyof typeof readers; label?: string }) {
  const t = useWords();
  return (
    <label className={css.field}>
      <span>{label ?? t("chair.why")} {!needed && <span className={css.soft}>{t("chair.optional")}</span>}</span>
      <textarea className={css.text} dir="auto" rows={2} maxLength={reasonMax} required={needed} value={value} onChange={(event) => put(event.target.value)} />
      <span className={css.soft}>{t(readers[who])}</span>
    </label>
  );
}

export function TextField({ label, value, put, max, hint }: { label: string; value: string; put: (value: string) => void; max: number; hint?: string }) {
  return (
    <label className={css.field}>
      <span>{label}</span>
      <input className={css.input} dir="auto" maxLength={max} value={value} onChange={(event) => put(event.target.value)} />
      {hint && <span className={css.soft}>{hint}</span>}
    </label>
  );
}

interface ChoiceProps<T extends string | number> {
  label: string;
  value: T;
  put: (value: T) => void;
  options: readonly { value: T; words: string; says?: string }[];
}

// One of a few, all to be seen at once.
export function Choice<T extends string | number>({ label, value, put, options }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className={css.choice}>
      <legend>{label}</legend>
      <div className={css.options}>
        {options.map((one) => (
          <label key={one.value} className={css.option}>
            <input type="radio" name={name} checked={value === one.value} onChange={() => put(one.value)} />
            <span>{one.words}{one.says && <span className={css.soft}> {one.says}</span>}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

// For how long, from now. 0: without an end.
export function Span({ label, seconds, put, offered, endless }: { label: string; seconds: number; put: (seconds: number) => void; offered: readonly number[]; endless: string }) {
  const t = useWords();
  const now = useNow();
  const options = [...offered.map((one) => ({ value: one, words: spanWords(one, locale()) })), { value: 0, words: endless }];
  return (
    <>
      <Choice label={label} value={seconds} put={put} options={options} />
      <p className={css.soft} role="status">{seconds > 0 ? t("chair.until", { time: untilWords(now + seconds * 1000, now, locale()) }) : ""}</p>
    </>
  );
}

export function Says({ children }: { children: ReactNode }) {
  return <p className={css.says}>{children}</p>;
}
