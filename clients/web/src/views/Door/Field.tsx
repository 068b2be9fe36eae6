import { useId, useState } from "react";
import { useWords } from "../words";
import css from "./Door.module.css";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  wrong?: string;
  placeholder?: string;
  autoComplete?: string;
  type?: string;
  focus?: boolean;
}

export function Field({ label, value, onChange, hint, wrong, placeholder, autoComplete, type = "text", focus }: Props) {
  const id = useId();
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        placeholder={placeholder}
        autoComplete={autoComplete ?? "off"}
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={focus}
        aria-invalid={!!wrong}
        aria-describedby={hint || wrong ? `${id}-said` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {(wrong || hint) && <p id={`${id}-said`} className={wrong ? css.wrong : css.hint}>{wrong || hint}</p>}
    </div>
  );
}

export function PasswordField(props: Props) {
  const t = useWords();
  const [shown, setShown] = useState(false);
  return (
    <div className={css.password}>
      <Field {...props} type={shown ? "text" : "password"} />
      <button type="button" className={css.show} aria-pressed={shown} onClick={() => setShown(!shown)}>
        {shown ? t("door.hide") : t("door.show")}
      </button>
    </div>
  );
}
