import { can } from "../../model/rights";
import type { GalleryThreadViewModel } from "../../viewmodels/gallery/GalleryThreadViewModel";
import type { PostRow } from "../../viewmodels/postRow";
import { MenuItem } from "../Menu/MenuView";
import { useWords } from "../words";
import css from "./Gallery.module.css";

// An author's part of a post's menu: who read it, and the way out of the gallery.
export function GalleryItems({ row, vm, close }: { row: PostRow; vm: GalleryThreadViewModel; close: () => void }) {
  const t = useWords();
  if (!row.mine || !row.observed) return null;
  const item = (words: string, is: "readers" | "withdraw") => <MenuItem onClick={() => { close(); vm.want({ is, row }); }}>{words}</MenuItem>;
  return (
    <>
      <hr className={css.rule} />
      {item(t("gallery.readers"), "readers")}
      {!row.withdrawn && can(vm.session.store.state.rights, "withdraw_own_post") && item(t("gallery.withdraw"), "withdraw")}
    </>
  );
}
