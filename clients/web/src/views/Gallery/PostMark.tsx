import type { GalleryThreadViewModel } from "../../viewmodels/gallery/GalleryThreadViewModel";
import type { PostRow } from "../../viewmodels/postRow";
import { useSnapshot } from "../../viewmodels/use";
import { useWords } from "../words";
import css from "./Gallery.module.css";

// What sets a post apart from its neighbours where somebody listens: that no company reads it, or none any more.
export function PostMark({ row, vm }: { row: PostRow; vm: GalleryThreadViewModel }) {
  const t = useWords();
  const { listened, kept } = useSnapshot(vm);
  if (row.deleted || row.hidden) return null;
  if (row.withdrawn) return <span className={css.mark}>{t("gallery.withdrawn")}</span>;
  return listened && !kept && !row.observed ? <span className={css.mark}>{t("gallery.membersOnly")}</span> : null;
}
