import { useEffect, useState, type ReactNode } from "react";
import { useAddress } from "../../viewmodels/address";
import { classes } from "../classes";
import { Link } from "../Link";
import { useWords } from "../words";
import css from "./States.module.css";

// Nothing for 300 ms, then the shape of what is coming.
export function LoadingView({ rows = 5, kind = "post" }: { rows?: number; kind?: "post" | "row" }) {
  const t = useWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div className={css.skeleton} role="status" aria-label={t("state.loading")}>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className={kind === "post" ? css.ghostPost : css.ghostRow} />
      ))}
    </div>
  );
}

// Not found and not allowed are one page: the address tells nobody which.
export function GoneView() {
  const t = useWords();
  const { home } = useAddress();
  return (
    <StateView title={t("state.gone")} heading>
      <p>{t("state.goneWhy")}</p>
      <p>
        <Link to={home}>{t("state.goneNext")}</Link>
      </p>
    </StateView>
  );
}

export function FailedView({ retry, why }: { retry: () => void; why?: string }) {
  const t = useWords();
  return (
    <StateView title={t("state.failed")}>
      {why && <p>{why}</p>}
      <p>
        <button type="button" className="plain" onClick={retry}>{t("state.again")}</button>
      </p>
    </StateView>
  );
}

// `under` other things of a page, where it does not stand alone.
export function StateView({ title, heading, under, children }: { title: string; heading?: boolean; under?: boolean; children?: ReactNode }) {
  return (
    <div className={classes(css.state, under && css.under)}>
      {heading ? <h1 className={css.title}>{title}</h1> : <p className={css.title}>{title}</p>}
      {children}
    </div>
  );
}
