import { DialogView } from "../../../views/Dialog/DialogView";
import { useWords } from "../words";
import css from "../../../views/Keys/Keys.module.css";

const keys: readonly [string[], string][] = [
  [["j", "k"], "keys.next"],
  [["Enter"], "keys.open"],
  [["u"], "keys.up"],
  [["n"], "keys.fresh"],
  [["x"], "keys.take"],
  [["/"], "keys.search"],
  [["g", "f"], "keys.feed"],
  [["g", "t"], "keys.trends"],
  [["g", "e"], "keys.extracts"],
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
