import { useRef, useState } from "react";
import type { House } from "../../model/house";
import type { Session } from "../../model/session";
import type { Company } from "../../wire/gen/proto/gallery_pb";
import { DeedDialog } from "../Chair/DeedDialog";
import { Says, TextField } from "../Chair/fields";
import { usePerform } from "../Chair/useDeeds";
import { DialogView } from "../Dialog/DialogView";
import { useWords } from "../words";
import own from "./House.module.css";

const nameMax = 200;

interface Props {
  house: House;
  session: Session;
  onClose: () => void;
}

export function CompanyDialog({ house, session, before, onClose, onDone }: Props & { before: Company | null; onDone: (companyId: string) => void }) {
  const t = useWords();
  const perform = usePerform(session);
  const [name, setName] = useState(before?.name ?? "");
  const run = async () => {
    const { companyId } = await house.ask("setCompany", { companyId: before?.id ?? "0", name: name.trim() });
    onDone(companyId);
    return null;
  };
  return (
    <DeedDialog title={before ? t("house.renameAsk") : t("house.addAsk")} confirm={before ? t("house.rename") : t("house.add")} ready={!!name.trim() && name.trim() !== before?.name}
      deed={() => ({ said: before ? "house.renamedSaid" : "house.addedSaid", run })} perform={perform} onClose={onClose}>
      <TextField label={t("house.name")} value={name} put={setName} max={nameMax} hint={t("house.nameHint")} />
    </DeedDialog>
  );
}

export function SeatDialog({ house, session, companyId, onClose, onDone }: Props & { companyId: string; onDone: (token: string) => void }) {
  const t = useWords();
  const perform = usePerform(session);
  const [name, setName] = useState("");
  const [mail, setMail] = useState("");
  const [keepsSeats, setKeeps] = useState(false);
  const token = useRef("");
  const run = async () => {
    token.current = (await house.ask("giveSeat", { companyId, name: name.trim(), mail: mail.trim(), keepsSeats })).token;
    return null;
  };
  return (
    <DeedDialog title={t("house.seatAsk")} confirm={t("house.addSeat")} ready={!!name.trim()} deed={() => ({ said: "house.seatSaid", run })} perform={perform}
      onClose={() => (token.current ? onDone(token.current) : onClose())}>
      <Says>{t("house.seatSays")}</Says>
      <TextField label={t("house.seatName")} value={name} put={setName} max={nameMax} />
      <TextField label={t("house.seatMail")} value={mail} put={setMail} max={nameMax} />
      <label className={own.tick}><input type="checkbox" checked={keepsSeats} onChange={(event) => setKeeps(event.target.checked)} /><span>{t("house.seatKeeps")}</span></label>
    </DeedDialog>
  );
}

// Shown once: the server keeps its hash alone.
export function TokenDialog({ token, onClose }: { token: string; onClose: () => void }) {
  const t = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(token).then(() => setCopied(true), () => undefined);
  return (
    <DialogView title={t("house.tokenTitle")} onClose={onClose} actions={[{ words: copied ? t("house.copied") : t("house.copy"), act: () => void copy(), main: true }, { words: t("audience.close"), act: onClose }]}>
      <p>{t("house.tokenOnce")}</p>
      <input className={own.token} readOnly aria-label={t("house.tokenTitle")} value={token} onFocus={(event) => event.target.select()} />
    </DialogView>
  );
}

interface EndProps extends Props {
  title: string;
  says: string;
  confirm: string;
  said: string;
  danger?: boolean;
  run: () => Promise<(() => void) | void>; // what is to be shown instead, once it is done
}

// Something that is asked about before it is done.
export function EndDialog({ session, title, says, confirm, said, danger = true, run, onClose }: EndProps) {
  const perform = usePerform(session);
  const next = useRef<() => void>(onClose);
  const deed = () => ({
    said,
    run: async () => {
      next.current = (await run()) ?? onClose;
      return null;
    },
  });
  return (
    <DeedDialog title={title} confirm={confirm} danger={danger} deed={deed} perform={perform} onClose={() => next.current()}>
      <Says>{says}</Says>
    </DeedDialog>
  );
}
