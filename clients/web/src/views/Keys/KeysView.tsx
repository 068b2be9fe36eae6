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

export default function KeysView({ onClose }: { onClose: () => void }) {
  const t = useWords();
  return (
    <DialogView title={t("keys.title")} onClose={onClose} actions={[{ words: t("keys.close"), act: onClose }]}>
      <dl className={css.list}>
        {keys.map(([strokes, words]) => (
          <div key={words}>
            <dt>{strokes.map((stroke) => <kbd key={stroke}>{stroke}</kbd>)}</dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </DialogView>
  );
}
