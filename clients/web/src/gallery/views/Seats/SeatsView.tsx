import { useId, useState } from "react";
import { DialogView } from "../../../views/Dialog/DialogView";
import type { OwnSeat } from "../../../wire/gen/proto/subscriber_pb";
import { idOf } from "../../model/ids";
import { paths } from "../../viewmodels/router";
import { SeatsViewModel, type NewSeat } from "../../viewmodels/SeatsViewModel";
import { usePlace, useSnapshot, useViewModel } from "../../viewmodels/use";
import { AskedView } from "../AskedView";
import { dateWords } from "../dates";
import { sentenceOf } from "../refusal";
import { useSay } from "../say";
import { locale, useWords } from "../words";
import page from "../Page.module.css";

type Doing = { is: "giving" } | { is: "ending"; seat: OwnSeat } | { is: "making"; seat: OwnSeat } | { is: "handing"; name: string; token: string } | null;

// Who of the company sits here, for whoever keeps its seats.
export default function SeatsView() {
  const { room } = usePlace();
  const t = useWords();
  const vm = useViewModel(() => new SeatsViewModel(room), [room]);
  const { asked } = useSnapshot(vm);
  const [doing, setDoing] = useState<Doing>(null);
  const close = () => setDoing(null);
  return (
    <>
      <header className={page.section}>
        <h1 className={page.title}>{t("rooms.seats")}</h1>
        <p className={page.lead}>{t("seats.lead")}</p>
      </header>
      <AskedView asked={asked} again={vm.again}>
        {({ seats, seatsMax }) => (
          <section className={page.section} aria-label={t("rooms.seats")}>
            <div className={page.bar}>
              <p>{t("seats.used", { used: seats.length, count: seatsMax })}</p>
              <button type="button" className="main" disabled={seats.length >= seatsMax} onClick={() => setDoing({ is: "giving" })}>{t("seats.give")}</button>
            </div>
            <div className={page.cards}>{seats.map((seat) => <SeatCard key={idOf(seat.id)} seat={seat} todo={setDoing} />)}</div>
          </section>
        )}
      </AskedView>
      {doing?.is === "giving" && <GiveDialog give={(seat) => vm.give(seat)} handed={(name, token) => setDoing({ is: "handing", name, token })} close={close} />}
      {doing?.is === "ending" && <SureDialog title={t("seats.endTitle", { name: doing.seat.name })} words={t("seats.endWhat")} done={t("seats.end")} danger act={() => vm.end(doing.seat).then(close)} close={close} />}
      {doing?.is === "making" && <SureDialog title={t("seats.tokenTitle", { name: doing.seat.name })} words={t("seats.tokenWhat")} done={t("seats.token")} act={() => vm.makeToken(doing.seat).then((token) => setDoing({ is: "handing", name: doing.seat.name, token }))} close={close} />}
      {doing?.is === "handing" && <TokenDialog name={doing.name} token={doing.token} close={close} />}
    </>
  );
}

function SeatCard({ seat, todo }: { seat: OwnSeat; todo: (doing: Doing) => void }) {
  const t = useWords();
  return (
    <article className={page.card}>
      <div className={page.bar}>
        <h2 dir="auto">{seat.name}</h2>
        {seat.self && <span className={page.tag} data-good="">{t("seats.self")}</span>}
        {seat.keepsSeats && <span className={page.tag}>{t("seats.keeps")}</span>}
        {seat.paused && <span className={page.tag} data-warn="">{t("seats.paused")}</span>}
      </div>
      <p className="small">{[seat.mail, t("seats.since", { date: dateWords(Number(seat.givenAtMs), locale()) }), t("seats.read", { count: seat.readToday })].filter(Boolean).join(" · ")}</p>
      {!seat.self && (
        <div className={page.bar}>
          <button type="button" className="quiet" aria-label={t("seats.tokenTitle", { name: seat.name })} onClick={() => todo({ is: "making", seat })}>{t("seats.token")}</button>
          <button type="button" className="quiet" aria-label={t("seats.endTitle", { name: seat.name })} onClick={() => todo({ is: "ending", seat })}>{t("seats.end")}</button>
        </div>
      )}
    </article>
  );
}

function GiveDialog({ give, handed, close }: { give: (seat: NewSeat) => Promise<string>; handed: (name: string, token: string) => void; close: () => void }) {
  const t = useWords();
  const id = useId();
  const [seat, setSeat] = useState<NewSeat>({ name: "", mail: "", keepsSeats: false });
  const [refused, setRefused] = useState("");
  const send = () => give({ ...seat, name: seat.name.trim(), mail: seat.mail.trim() }).then((token) => handed(seat.name, token)).catch((why: unknown) => setRefused(sentenceOf(why, t)));
  return (
    <DialogView title={t("seats.give")} onClose={close} actions={[{ words: t("app.cancel"), act: close }, { words: t("seats.give"), act: () => void send(), main: true, disabled: !seat.name.trim() }]}>
      <div className={page.form}>
        {refused && <p className="warned" role="alert">{refused}</p>}
        <div className="field">
          <label htmlFor={`${id}-name`}>{t("seats.name")}</label>
          <input id={`${id}-name`} value={seat.name} maxLength={80} onChange={(event) => setSeat({ ...seat, name: event.target.value })} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-mail`}>{t("seats.mail")}</label>
          <input id={`${id}-mail`} type="email" value={seat.mail} maxLength={200} onChange={(event) => setSeat({ ...seat, mail: event.target.value })} />
        </div>
        <label className="tick"><input type="checkbox" checked={seat.keepsSeats} onChange={(event) => setSeat({ ...seat, keepsSeats: event.target.checked })} />{t("seats.mayKeep")}</label>
      </div>
    </DialogView>
  );
}

function SureDialog({ title, words, done, danger, act, close }: { title: string; words: string; done: string; danger?: boolean; act: () => Promise<unknown>; close: () => void }) {
  const t = useWords();
  const [refused, setRefused] = useState("");
  return (
    <DialogView title={title} onClose={close} actions={[{ words: t("app.cancel"), act: close }, { words: done, act: () => void act().catch((why: unknown) => setRefused(sentenceOf(why, t))), danger, main: !danger }]}>
      {refused && <p className="warned" role="alert">{refused}</p>}
      <p>{words}</p>
    </DialogView>
  );
}

// Shown once. The link signs in by itself; what stands behind its # is sent to no server by opening it.
function TokenDialog({ name, token, close }: { name: string; token: string; close: () => void }) {
  const t = useWords();
  const say = useSay();
  const link = `${location.origin}${paths.home}#${token}`;
  const copy = () => navigator.clipboard.writeText(link).then(() => say(t("seats.copied")), () => undefined);
  return (
    <DialogView title={t("seats.handTitle", { name })} onClose={close} actions={[{ words: t("seats.copy"), act: () => void copy() }, { words: t("keys.close"), act: close, main: true }]}>
      <p>{t("seats.handWhat")}</p>
      <p className={page.secret} data-token="">{link}</p>
    </DialogView>
  );
}
