import type { GalleryThreadViewModel } from "../../viewmodels/gallery/GalleryThreadViewModel";
import type { PostRow } from "../../viewmodels/postRow";
import { DeedDialog } from "../Chair/DeedDialog";
import { usePerform } from "../Chair/useDeeds";
import { useWords } from "../words";
import css from "./Gallery.module.css";

interface Props {
  vm: GalleryThreadViewModel;
  row: PostRow;
  onClose: () => void;
}

export function WithdrawDialog({ vm, row, onClose }: Props) {
  const t = useWords();
  const perform = usePerform(vm.session);
  const deed = () => ({ said: "gallery.withdrawnSaid", run: async () => { await vm.withdraw(row.id); return null; } });
  return (
    <DeedDialog title={t("gallery.withdrawAsk")} confirm={t("gallery.withdrawDo")} deed={deed} perform={perform} onClose={onClose}>
      <p>{t("gallery.withdrawSays")}</p>
      <p className={css.soft}>{t("gallery.withdrawCopies")}</p>
    </DeedDialog>
  );
}
