import type { PostRow } from "../../viewmodels/postRow";
import { useChair } from "../Chair/ChairContext";
import { useGallery } from "../Gallery/GalleryContext";
import { IconView } from "../Icon/IconView";
import { MenuItem, MenuView } from "../Menu/MenuView";
import { useWords } from "../words";
import type { PostActions } from "./PostView";
import { ReactMenu } from "./ReactMenu";
import css from "./Post.module.css";

interface Props {
  row: PostRow;
  tools: boolean;
  actions: PostActions;
  reacting: boolean;
  onReacting: (postId: string | null) => void;
}

// Where the eye is: beside the post, when it is pointed at or has the focus; on touch always. Its room is there
// before it is, so that nothing moves.
export function PostTools(props: Props) {
  return (
    <div className={css.tools} data-open={props.reacting || undefined}>
      {props.tools && <Tools {...props} />}
    </div>
  );
}

function Tools({ row, actions, reacting, onReacting }: Props) {
  const t = useWords();
  const chair = useChair();
  const gallery = useGallery();
  return (
    <>
      {!row.deleted && !row.hidden && (
        <>
          <ReactMenu className={css.tool} open={reacting} onOpen={(open) => onReacting(open ? row.id : null)} onPick={(emoji) => actions.react(row.id, emoji, true)} />
          <button type="button" className={css.tool} title={t("post.reply")} aria-label={t("post.reply")} onClick={() => actions.reply(row)}>
            <IconView name="reply" />
          </button>
        </>
      )}
      <MenuView label={t("post.more")} button={<IconView name="more" />} className={css.tool}>
        {(close) => {
          const item = (words: string, act: () => void, danger = false) => (
            <MenuItem danger={danger} onClick={() => { close(); act(); }}>{words}</MenuItem>
          );
          return (
            <>
              {item(t("post.copyLink"), () => actions.copyLink(row.id))}
              {row.edits > 0 && !row.deleted && !row.hidden && item(t("post.history"), () => actions.history(row))}
              {row.may.edit && item(t("post.edit"), () => actions.edit(row.id))}
              {row.may.restore && item(t("post.restore"), () => actions.restore(row.id))}
              {row.may.report && item(t("post.report"), () => actions.report(row))}
              {row.may.remove && item(t("post.remove"), () => actions.remove(row.id), true)}
              {gallery && <gallery.file.GalleryItems row={row} vm={gallery.vm} close={close} />}
              {chair && <chair.file.PostItems row={row} vm={chair.vm} close={close} />}
            </>
          );
        }}
      </MenuView>
    </>
  );
}
