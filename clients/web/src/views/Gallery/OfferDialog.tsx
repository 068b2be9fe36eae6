import { useState } from "react";
import { LicenceLevel, RequestState, type AskedRequest, type OfferViewModel } from "../../viewmodels/gallery/OfferViewModel";
import { DeedDialog } from "../Chair/DeedDialog";
import { usePerform } from "../Chair/useDeeds";
import { DialogView } from "../Dialog/DialogView";
import { useSay } from "../Toast/say";
import { useWords } from "../words";
import { levelWords } from "./kinds";
import chair from "../Chair/Chair.module.css";
import css from "./Gallery.module.css";

const letsKnowMax = 1_000;

// What the company asks; what it learns of those who take part, and no more than they write.
export default function OfferDialog({ vm, request, onClose }: { vm: OfferViewModel; request: AskedRequest; onClose: () => void }) {
  const t = useWords();
  const say = useSay();
  const perform = usePerform(vm.session);
  const [words, setWords] = useState(request.youLetKnow);
  const { youOffer, state, kind, company } = request;
  const set = (offers: boolean) => ({ said: offers ? "offer.offered" : "offer.taken", run: async () => { await vm.offer(offers, offers ? words.trim() : ""); return null; } });
  const takeBack = async () => {
    const why = await perform(set(false));
    if (why) say(why);
    else onClose();
  };
  const about = (
    <>
      <p className={css.soft}><strong dir="auto">{company}</strong> {t(levelWords(kind))}</p>
      <p className={css.askedTitle} dir="auto">{request.title}</p>
      <p className={css.askedWords} dir="auto">{request.words}</p>
      {request.cohort && <p dir="auto">{t("offer.seeks")} {request.cohort}</p>}
      {request.conditions && <p dir="auto">{t("offer.conditions")} {request.conditions}</p>}
      {request.answer && <p dir="auto">{t("offer.answer")} {request.answer}</p>}
    </>
  );
  if (state !== RequestState.REQUEST_PUBLISHED && !youOffer) {
    return <DialogView title={t("offer.title", { company })} onClose={onClose} actions={[{ words: t("audience.close"), act: onClose }]}>{about}</DialogView>;
  }
  return (
    <DeedDialog title={t("offer.title", { company })} confirm={youOffer ? t("offer.keep") : t("offer.take")} ready={!youOffer || words.trim() !== request.youLetKnow} deed={() => set(true)} perform={perform} onClose={onClose}>
      {about}
      <label className={chair.field}>
        <span>{t("offer.letsKnow")}</span>
        <textarea className={chair.text} dir="auto" rows={3} maxLength={letsKnowMax} value={words} onChange={(event) => setWords(event.target.value)} />
        <span className={chair.soft}>{t(kind === LicenceLevel.LICENCE_CONSULT ? "offer.letsKnowConsult" : "offer.letsKnowHint")}</span>
      </label>
      {youOffer && <p><button type="button" className={css.look} onClick={() => void takeBack()}>{t("offer.back")}</button></p>}
    </DeedDialog>
  );
}
