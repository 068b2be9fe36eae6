import type { Person } from "../../viewmodels/person";
import { paths } from "../../viewmodels/router";
import { Link } from "../Link";
import { useWords } from "../words";
import css from "./Person.module.css";

// Handle, specialty, region; vendor and moderator in words, not only in colour.
export function PersonLine({ person }: { person: Person }) {
  const t = useWords();
  const about = [person.specialty, person.region].filter(Boolean).join(", ");
  return (
    <span className={css.person}>
      {person.handle ? (
        <Link to={paths.member(person.id)} className={css.handle} dir="auto">{person.handle}</Link>
      ) : (
        <span className={css.erased}>{t("post.erased")}</span>
      )}
      {person.represents && <span className={css.label}>{t("post.represents", { company: person.represents })}</span>}
      {person.role === "moderator" && <span className={css.label}>{t("post.moderator")}</span>}
      {person.role === "admin" && <span className={css.label}>{t("post.admin")}</span>}
      {about && <span className={css.about}>{about}</span>}
      {person.unclaimed && <span className={css.about}>{t("post.imported")}</span>}
    </span>
  );
}
