import { useEffect, useId, useState, type FormEvent } from "react";
import { usePlace } from "../../viewmodels/use";
import { Refused } from "../../wire/refused";
import { sentenceOf } from "../refusal";
import { useWords } from "../words";
import css from "./Door.module.css";

// A seat comes in by its token. What does not open is answered alike, whatever the reason.
export function DoorView() {
  const { room } = usePlace();
  const t = useWords();
  const id = useId();
  const [token, setToken] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  useEffect(() => void (document.title = t("door.title")), [t]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!token.trim() || busy) return;
    setBusy(true);
    setRefused("");
    try {
      await room.enter(token.trim());
    } catch (why) {
      setRefused(why instanceof Refused && why.status === 404 ? t("door.refused") : sentenceOf(why, t));
      setBusy(false);
    }
  };
  return (
    <main className={css.page}>
      <form className={css.card} onSubmit={(event) => void submit(event)} noValidate>
        <p className={css.room}>{t("door.room")}</p>
        <h1 className={css.title}>{t("door.title")}</h1>
        <p>{t("door.what")}</p>
        {refused && <p className="warned" role="alert">{refused}</p>}
        <div className="field">
          <label htmlFor={id}>{t("door.token")}</label>
          <input id={id} type="password" autoComplete="current-password" autoCapitalize="none" spellCheck={false} autoFocus aria-describedby={`${id}-hint`} value={token} onChange={(event) => setToken(event.target.value)} />
          <p id={`${id}-hint`} className="small">{t("door.hint")}</p>
        </div>
        <button type="submit" className={`main ${css.button}`} disabled={!token.trim() || busy}>{t("door.enter")}</button>
        <p className="small">{t("honest.short")}</p>
      </form>
    </main>
  );
}
