import { DialogView } from "../Dialog/DialogView";
import { useWords } from "../words";
import css from "./Keys.module.css";

// What one strokes, and the words for what it does.
export type Keys = readonly (readonly [readonly string[], string])[];

export function KeyList({ keys, onClose }: { keys: Keys; onClose: () => void }) {
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
