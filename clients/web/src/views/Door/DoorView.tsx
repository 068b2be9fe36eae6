import { useEffect, useState, type FormEvent, type ReactNode } from "react";
import type { AppViewModel, Door } from "../../viewmodels/AppViewModel";
import type { Route } from "../../viewmodels/router";
import { Refused } from "../../wire/refusal";
import { useWords } from "../words";
import { Field, PasswordField } from "./Field";
import css from "./Door.module.css";

interface Props {
  app: AppViewModel;
  route: Route;
  door: Door;
  notice: string;
}

// Coming in: with a password, by an invitation, or by a link that sets a new password.
export default function DoorView({ app, route, door, notice }: Props) {
  const t = useWords();
  const doing = t(route.at === "join" ? "door.join" : route.at === "reset" ? "door.reset" : "door.signIn");
  useEffect(() => {
    document.title = [doing, door.community].filter(Boolean).join(" · ");
  }, [doing, door.community]);
  return (
    <main className={css.page}>
      <div className={css.card}>
        <p className={css.community}>{door.community || "Plenum"}</p>
        {notice && <p className={css.notice} role="status">{t("door.signedOut")}</p>}
        {route.at === "join" ? (
          <JoinForm app={app} door={door} code={route.code} />
        ) : route.at === "reset" ? (
          <ResetForm app={app} door={door} secret={route.secret} />
        ) : (
          <SignInForm app={app} door={door} />
        )}
      </div>
    </main>
  );
}

function SignInForm({ app, door }: { app: AppViewModel; door: Door }) {
  const t = useWords();
  const [form, setForm] = useState({ handle: "", password: "" });
  const empty = !form.handle.trim() || !form.password;
  return (
    <Form title={t("door.signIn")} button={t("door.signIn")} ready={!empty} send={() => app.signIn(form.handle.trim(), form.password)}
      below={(
        <>
          <p className={css.hint}>{t("door.forgot")}</p>
          <p className={css.hint}>
            {t("door.newHere")} {door.signUpOpen ? <a href="/join">{t("door.toJoin")}</a> : t("door.byInvitation")}
          </p>
        </>
      )}>
      {() => (
        <>
          <Field label={t("door.handle")} value={form.handle} autoComplete="username" onChange={(handle) => setForm({ ...form, handle })} focus />
          <PasswordField label={t("door.password")} value={form.password} autoComplete="current-password" onChange={(password) => setForm({ ...form, password })} />
        </>
      )}
    </Form>
  );
}

function JoinForm({ app, door, code }: { app: AppViewModel; door: Door; code: string }) {
  const t = useWords();
  const [form, setForm] = useState({ handle: "", password: "", specialty: "", region: "", invitation: code });
  const put = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const ready = form.handle.trim().length > 1 && [...form.password].length >= door.passwordMin && (door.signUpOpen || !!form.invitation);
  return (
    <Form title={door.community ? t("door.joinTitle", { community: door.community }) : t("door.joinTitlePlain")} button={t("door.join")} ready={ready}
      send={() => app.join({ ...form, handle: form.handle.trim() })}
      below={<p className={css.hint}>{t("door.have")} <a href="/sign-in">{t("door.signIn")}</a></p>}>
      {(wrong) => (
        <>
          {!code && !door.signUpOpen && <Field label={t("door.invitation")} value={form.invitation} wrong={wrong("invitation")} onChange={(invitation) => put({ invitation: invitation.trim() })} focus />}
          <Field label={t("door.handle")} hint={t("door.handleRule")} value={form.handle} wrong={wrong("handle")} autoComplete="username" onChange={(handle) => put({ handle })} focus={!!code || door.signUpOpen} />
          <PasswordField label={t("door.password")} hint={t("door.passwordRule", { count: door.passwordMin })} value={form.password} wrong={wrong("password")} autoComplete="new-password" onChange={(password) => put({ password })} />
          <Field label={t("door.specialty")} placeholder={t("door.specialtyHint")} value={form.specialty} wrong={wrong("specialty")} onChange={(specialty) => put({ specialty })} />
          <Field label={t("door.region")} placeholder={t("door.regionHint")} value={form.region} wrong={wrong("region")} onChange={(region) => put({ region })} />
        </>
      )}
    </Form>
  );
}

function ResetForm({ app, door, secret }: { app: AppViewModel; door: Door; secret: string }) {
  const t = useWords();
  const [password, setPassword] = useState("");
  if (!secret) return <p className={css.hint}>{t("door.resetMissing")}</p>;
  return (
    <Form title={t("door.reset")} button={t("door.resetDone")} ready={[...password].length >= door.passwordMin} send={() => app.setPassword(secret, password)}>
      {(wrong) => (
        <PasswordField label={t("door.newPassword")} hint={t("door.passwordRule", { count: door.passwordMin })} value={password} wrong={wrong("password")} autoComplete="new-password" onChange={setPassword} focus />
      )}
    </Form>
  );
}

interface FormProps {
  title: string;
  button: string;
  ready: boolean;
  send: () => Promise<void>;
  children: (wrong: (field: string) => string) => ReactNode;
  below?: ReactNode; // for whom this is not the right door
}

function Form({ title, button, ready, send, children, below }: FormProps) {
  const t = useWords();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ sentence: string; field: string } | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setRefused(null);
    try {
      await send();
    } catch (why) {
      setRefused(why instanceof Refused ? why : { sentence: t("door.lost"), field: "" });
      setBusy(false);
    }
  };
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      <h1 className={css.title}>{title}</h1>
      {refused && !refused.field && <p className={css.refused} role="alert">{refused.sentence}</p>}
      {children((field) => (refused?.field === field ? refused.sentence : ""))}
      <button type="submit" className={css.button} disabled={!ready || busy}>{button}</button>
      {below}
    </form>
  );
}
