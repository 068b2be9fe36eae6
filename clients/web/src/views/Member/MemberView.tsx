import { useEffect, useState } from "react";
import { MemberViewModel } from "../../viewmodels/MemberViewModel";
import { paths } from "../../viewmodels/router";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { IconView } from "../Icon/IconView";
import { MarkView } from "../Mark/MarkView";
import { FailedView, GoneView, LoadingView } from "../States/StatesView";
import { useWords } from "../words";
import css from "./Member.module.css";

export default function MemberView({ memberId }: { memberId: string }) {
  const { session, router } = useRoom();
  const t = useWords();
  const vm = useViewModel(() => new MemberViewModel(session, memberId), [session, memberId]);
  const { state, person, me } = useSnapshot(vm);
  useEffect(() => {
    if (state === "ready") document.title = `${person.handle} · ${session.store.state.community}`;
  }, [state, person, session]);
  if (state === "gone") return <GoneView />;
  if (state === "failed") return <FailedView retry={vm.load} />;
  if (state === "loading") return <LoadingView rows={2} />;
  const role = person.role === "moderator" ? t("post.moderator") : person.role === "admin" ? t("post.admin") : "";
  const facts = [
    [t("member.specialty"), person.specialty],
    [t("member.region"), person.region],
    [t("member.represents"), person.represents],
    [t("member.role"), role],
  ].filter(([, value]) => value);
  return (
    <section className={css.page} aria-labelledby="member-title">
      <button type="button" className={css.back} aria-label={t("thread.back", { place: t("topics.title") })} onClick={() => router.back(paths.home)}>
        <IconView name="back" />
      </button>
      <header className={css.head}>
        <MarkView handle={person.handle} />
        <h1 id="member-title" className={css.title}>{person.handle || t("post.erased")}</h1>
      </header>
      {me && <p>{t("member.me")}</p>}
      {person.unclaimed && <p>{t("member.unclaimed")}</p>}
      {me ? <ProfileForm specialty={person.specialty} region={person.region} save={vm.save} /> : (
        <dl className={css.facts}>
          {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
        </dl>
      )}
    </section>
  );
}

function ProfileForm({ specialty, region, save }: { specialty: string; region: string; save: (specialty: string, region: string) => void }) {
  const t = useWords();
  const [form, setForm] = useState({ specialty, region });
  const [saved, setSaved] = useState(false);
  const put = (change: Partial<typeof form>) => {
    setForm({ ...form, ...change });
    setSaved(false);
  };
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); save(form.specialty.trim(), form.region.trim()); setSaved(true); }}>
      <label>{t("member.specialty")}<input value={form.specialty} maxLength={80} onChange={(event) => put({ specialty: event.target.value })} /></label>
      <label>{t("member.region")}<input value={form.region} maxLength={80} onChange={(event) => put({ region: event.target.value })} /></label>
      <p className={css.row}>
        <button type="submit">{t("member.save")}</button>
        <span role="status">{saved ? t("member.saved") : ""}</span>
      </p>
    </form>
  );
}
