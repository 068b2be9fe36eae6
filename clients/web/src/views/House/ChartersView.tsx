import { useState } from "react";
import { ChartersViewModel, type CharterRow, type EmbargoClass } from "../../viewmodels/house/ChartersViewModel";
import { dateWords, listWords } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { DeedDialog } from "../Chair/DeedDialog";
import { Says } from "../Chair/fields";
import { usePerform } from "../Chair/useDeeds";
import { embargoWords } from "../Gallery/kinds";
import { useSay } from "../Toast/say";
import { locale, useNow, useWords } from "../words";
import { EndDialog } from "./companyDialogs";
import { DateField } from "./houseFields";
import { embargoes } from "./LicenceDialog";
import css from "../Desk/Desk.module.css";
import own from "./House.module.css";

const kMost = 1_000;
const kLeast = 2;

// Which topics may be listened to, how late; and how many must share what is told of an author.
export function ChartersView() {
  const t = useWords();
  const now = useNow();
  const say = useSay();
  const { session } = useRoom();
  const vm = useViewModel(() => new ChartersViewModel(session), [session]);
  const { rows, k: kSet } = useSnapshot(vm);
  const perform = usePerform(session);
  const [changing, setChanging] = useState<CharterRow | null>(null);
  const [beginning, setBeginning] = useState<CharterRow | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const k = typed ?? (kSet > 0 ? String(kSet) : "");
  const fits = Number(k) !== kSet && /^\d{1,4}$/.test(k) && Number(k) >= kLeast && Number(k) <= kMost;
  const setAuthors = async () => {
    const why = await perform({ said: "house.kSaid", run: async () => { await vm.house.ask("setGallery", { k: Number(k) }); await vm.load(); setTyped(null); return null; } });
    if (why) say(why);
  };
  return (
    <div className={css.page}>
      <p className={css.soft}>{t("house.topicsSay")}</p>
      <ul className={own.cards}>
        {rows.map((row) => (
          <li key={row.topicId}>
            <article className={own.card} aria-label={row.title}>
              <p><strong dir="auto">{row.title}</strong></p>
              <p>{row.classes.length === 0 ? t("house.unheard") : t("house.heard", { how: listWords(row.classes.map((one) => t(embargoWords(one))), locale()) })}</p>
              {row.classes.length > 0 && (
                <p className={css.facts}>
                  <span>{t("gallery.since")} {dateWords(row.since, now, locale())}</span>
                  <span>{row.reachBack ? t("gallery.reachBack", { date: dateWords(row.reachBackFrom, now, locale()) }) : t("gallery.noReachBack")}</span>
                  <span>{row.epoch > 1 ? t("house.renewed", { count: row.epoch - 1 }) : t("house.neverRenewed")}</span>
                </p>
              )}
              <p className={css.buttons}>
                <button type="button" className={css.quiet} onClick={() => setChanging(row)}>{t("house.change")}</button>
                {row.epoch > 0 && <button type="button" className={css.quiet} onClick={() => setBeginning(row)}>{t("house.beginEpoch")}</button>}
              </p>
            </article>
          </li>
        ))}
      </ul>
      <form className={own.k} onSubmit={(event) => { event.preventDefault(); void setAuthors(); }}>
        <label className={own.field}>
          <span>{t("house.k")}</span>
          <input type="number" inputMode="numeric" min={kLeast} max={kMost} step={1} value={k} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <button type="submit" className={css.quiet} disabled={!fits}>{t("house.save")}</button>
        <p className={own.hint}>{t("house.kHint")}</p>
      </form>
      {changing && <CharterDialog vm={vm} row={changing} onClose={() => setChanging(null)} />}
      {beginning && (
        <EndDialog house={vm.house} session={session} title={t("house.epochAsk", { topic: beginning.title })} says={t("house.epochSays")} confirm={t("house.beginEpoch")} said="house.epochSaid" danger={false}
          run={async () => { await vm.house.ask("beginEpoch", { topicId: beginning.topicId }); }} onClose={() => setBeginning(null)} />
      )}
    </div>
  );
}

function CharterDialog({ vm, row, onClose }: { vm: ChartersViewModel; row: CharterRow; onClose: () => void }) {
  const t = useWords();
  const perform = usePerform(vm.session);
  const [classes, setClasses] = useState<readonly EmbargoClass[]>(row.classes);
  const [reachBack, setReachBack] = useState(row.reachBack);
  const [from, setFrom] = useState(row.reachBackFrom);
  const deed = () => ({
    said: "house.charterSaid",
    run: async () => {
      const wanted = classes.length > 0 && reachBack;
      await vm.house.ask("setCharter", { topicId: row.topicId, classes: embargoes.filter((one) => classes.includes(one)), reachBack: wanted, reachBackFromMs: BigInt(wanted ? from : 0) });
      return null;
    },
  });
  return (
    <DeedDialog title={t("house.charterAsk", { topic: row.title })} confirm={t("house.save")} deed={deed} perform={perform} onClose={onClose}>
      <Says>{t("house.charterSays")}</Says>
      <fieldset className={own.topics}>
        <legend>{t("house.embargo")}</legend>
        {embargoes.map((one) => (
          <label key={one} className={own.tick}>
            <input type="checkbox" checked={classes.includes(one)} onChange={(event) => setClasses(event.target.checked ? [...classes, one] : classes.filter((had) => had !== one))} />
            <span>{t(embargoWords(one))}</span>
          </label>
        ))}
      </fieldset>
      <Says>{classes.length === 0 ? t("house.unheard") : ""}</Says>
      {classes.length > 0 && (
        <>
          <label className={own.tick}><input type="checkbox" checked={reachBack} onChange={(event) => setReachBack(event.target.checked)} /><span>{t("house.reachBack")}</span></label>
          {reachBack && <DateField label={t("house.reachBackFrom")} value={from} put={setFrom} />}
        </>
      )}
    </DeedDialog>
  );
}
