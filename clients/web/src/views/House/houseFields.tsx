import own from "./House.module.css";

interface Props {
  label: string;
  value: number;
  put: (value: number) => void;
  hint?: string;
}

export function NumberField({ label, value, put, most, hint }: Props & { most: number }) {
  return (
    <label className={own.field}>
      <span>{label}</span>
      <input type="number" inputMode="numeric" min={0} max={most} step={1} value={value} onChange={(event) => put(Math.min(most, Math.max(0, Math.floor(Number(event.target.value) || 0))))} />
      {hint && <span className={own.hint}>{hint}</span>}
    </label>
  );
}

// A day, from its first moment where one is. 0: none.
export function DateField({ label, value, put, hint }: Props) {
  return (
    <label className={own.field}>
      <span>{label}</span>
      <input type="date" value={value > 0 ? dayOf(value) : ""} onChange={(event) => put(event.target.value ? new Date(`${event.target.value}T00:00`).getTime() : 0)} />
      {hint && <span className={own.hint}>{hint}</span>}
    </label>
  );
}

function dayOf(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
