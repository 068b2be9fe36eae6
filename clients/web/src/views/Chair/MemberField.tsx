import { useId, useRef, useState, type KeyboardEvent } from "react";
import { personOf, type Person } from "../../viewmodels/person";
import { useRoom } from "../../viewmodels/use";
import { MarkView } from "../Mark/MarkView";
import { useWords } from "../words";
import css from "./Chair.module.css";

const foundMax = 6;

interface Props {
  label: string;
  value: Person | null;
  put: (person: Person | null) => void;
  floats?: boolean; // who is found stands over what comes below, else above it
}

// A member, found by the beginning of a handle. Down goes into the list, Enter takes the first.
export function MemberField({ label, value, put, floats }: Props) {
  const t = useWords();
  const id = useId();
  const { session } = useRoom();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<readonly Person[] | null>(null);
  const turn = useRef(0);
  const root = useRef<HTMLDivElement>(null);
  const find = async (prefix: string) => {
    setTyped(prefix);
    const mine = (turn.current += 1);
    const wanted = prefix.trim();
    const reply = wanted && (await session.ask("findMembers", { $typeName: "plenum.v1.FindMembersRequest", prefix: wanted, threadId: "0", limit: foundMax }).catch(() => null));
    if (mine === turn.current) setFound(reply ? reply.members.map((one) => personOf(one)) : null);
  };
  const pick = (person: Person | null) => {
    turn.current += 1;
    setTyped("");
    setFound(null);
    put(person);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && found?.[0]) {
      event.preventDefault();
      pick(found[0]);
    }
    if (event.key === "Escape" && found) {
      event.stopPropagation();
      event.preventDefault();
      setTyped("");
      setFound(null);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = [...(root.current?.querySelectorAll<HTMLElement>("input, li button") ?? [])];
    all[Math.max(0, Math.min(all.length - 1, all.indexOf(document.activeElement as HTMLElement) + step))]?.focus();
    event.preventDefault();
  };
  if (value) {
    return (
      <div className={css.field}>
        <span id={id}>{label}</span>
        <button type="button" className={css.picked} aria-describedby={id} aria-label={t("chair.notMember", { handle: value.handle })} onClick={() => pick(null)}>
          <MarkView handle={value.handle} size="small" /><span>{value.handle}</span><span aria-hidden="true">×</span>
        </button>
      </div>
    );
  }
  return (
    <div ref={root} className={css.memberField} data-floats={floats || undefined} onKeyDown={onKey} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setFound(null)}>
      <label className={css.field}>
        <span>{label}</span>
        <input className={css.input} autoComplete="off" spellCheck={false} placeholder={t("chair.handle")} value={typed} onChange={(event) => void find(event.target.value)} />
      </label>
      {found && (
        <ul className={css.found}>
          {found.map((person) => (
            <li key={person.id}>
              <button type="button" onClick={() => pick(person)}><MarkView handle={person.handle} size="small" /><strong>{person.handle}</strong><span>{[person.specialty, person.region].filter(Boolean).join(", ")}</span></button>
            </li>
          ))}
          {found.length === 0 && <li className={css.soft}>{t("desk.nobodyFound")}</li>}
        </ul>
      )}
    </div>
  );
}
