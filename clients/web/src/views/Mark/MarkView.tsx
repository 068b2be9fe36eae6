import type { CSSProperties } from "react";
import { hueOf, initialsOf } from "../../viewmodels/person";
import css from "./Mark.module.css";

// A member's mark: initials on a hue made from the handle, the same everywhere. Never the only sign of who speaks.
export function MarkView({ handle, size = "full" }: { handle: string; size?: "full" | "small" }) {
  const style = { "--hue": hueOf(handle) } as CSSProperties;
  return (
    <span className={`${css.mark} ${css[size]}`} style={style} aria-hidden="true">
      {handle ? initialsOf(handle) : "–"}
    </span>
  );
}
