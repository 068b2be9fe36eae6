import { canSomewhere } from "../../model/rights";
import { useRoom } from "../../viewmodels/use";
import { DialogView } from "../Dialog/DialogView";
import { useWords } from "../words";
import css from "./Keys.module.css";

const keys: readonly [string[], string][] = [
  [["j", "k"], "keys.next"],
  [["Enter"], "keys.open"],
  [["u"], "keys.up"],
  [["n"], "keys.unread"],
  [["g", "t"], "keys.topics"],
  [["/"], "keys.filter"],
  [["r"], "keys.reply"],
  [["e"], "keys.edit"],
  [["."], "keys.react"],
  [["Ctrl", "Enter"], "keys.send"],
  [["?"], "keys.list"],
];

// Of those who sit in the chair.
const chairKeys: readonly [string[], string][] = [
  [["m"], "keys.tools"],
  [["x"], "keys.choose"],
  [["a", "d", "i"], "keys.decide"],
  [["c", "l"], "keys.claim"],
  [["a", "e", "d"], "keys.rules"],
  [["z"], "keys.undo"],
];

export default function KeysView({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const { session } = useRoom();
  const shown = canSomewhere(session.store.state.rights, "read_staff") ? [...keys, ...chairKeys] : keys;
  return (
    <DialogView title={t("keys.title")} onClose={onClose} actions={[{ words: t("keys.close"), act: onClose }]}>
      <dl className={css.list}>
        {shown.map(([strokes, words]) => (
          <div key={words}>
            <dt>{strokes.map((stroke) => <kbd key={stroke}>{stroke}</kbd>)}</dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </DialogView>
  );
}
