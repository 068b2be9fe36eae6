import type { Person } from "../../viewmodels/person";
import { MarkView } from "../Mark/MarkView";
import { useWords } from "../words";
import css from "./Composer.module.css";

interface Props {
  id: string;
  found: readonly Person[];
  active: number;
  onPick: (at: number) => void;
}

// Members whose handle begins as typed; the arrows move, Enter takes.
export function FoundView({ id, found, active, onPick }: Props) {
  const t = useWords();
  return (
    <>
      <ul id={id} role="listbox" aria-label={t("composer.found")} className={found.length > 0 ? css.found : css.none}>
        {found.map((person, i) => (
          <li key={person.id} id={`${id}-${i}`} role="option" aria-selected={i === active} className={css.option}
            onPointerDown={(event) => { event.preventDefault(); onPick(i); }}>
            <MarkView handle={person.handle} size="small" />
            <strong>{person.handle}</strong>
            <span>{[person.specialty, person.region].filter(Boolean).join(", ")}</span>
          </li>
        ))}
      </ul>
      <span className="unseen" role="status">{found.length > 0 ? t("composer.foundCount", { count: found.length }) : ""}</span>
    </>
  );
}
