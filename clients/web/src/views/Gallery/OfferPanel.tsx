import { lazy, Suspense, useState } from "react";
import { learnWords } from "../../locales/words";
import { OfferViewModel, RequestState } from "../../viewmodels/gallery/OfferViewModel";
import type { GalleryThreadViewModel } from "../../viewmodels/gallery/GalleryThreadViewModel";
import { useSnapshot, useViewModel } from "../../viewmodels/use";
import { useWords } from "../words";
import css from "./Gallery.module.css";

const OfferDialog = lazy(() => Promise.all([import("./OfferDialog"), learnWords("chair")]).then(([file]) => file));

// Under the title of a thread in which a company asks: that it does, and the way to take part.
export function OfferPanel({ vm }: { vm: GalleryThreadViewModel }) {
  const { requestId } = useSnapshot(vm);
  return requestId ? <AskedView key={requestId} vm={vm} requestId={requestId} /> : null;
}

function AskedView({ vm, requestId }: { vm: GalleryThreadViewModel; requestId: string }) {
  const t = useWords();
  const offer = useViewModel(() => new OfferViewModel(vm.session, requestId), [vm, requestId]);
  const { request } = useSnapshot(offer);
  const [open, setOpen] = useState(false);
  if (!request) return null;
  const over = request.state === RequestState.REQUEST_ANSWERED;
  return (
    <aside className={css.asked} aria-label={t("offer.title", { company: request.company })}>
      <p role="status">{t("offer.asks", { company: request.company })} {request.youOffer ? t("offer.youDo") : over ? t("offer.over") : ""}</p>
      <button type="button" className={css.part} onClick={() => setOpen(true)}>{request.youOffer ? t("offer.change") : over ? t("offer.more") : t("offer.take")}</button>
      {open && <Suspense><OfferDialog vm={offer} request={request} onClose={() => setOpen(false)} /></Suspense>}
    </aside>
  );
}
