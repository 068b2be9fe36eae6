import { memo } from "react";
import type { PostRow } from "../../viewmodels/postRow";
import { paths } from "../../viewmodels/router";
import { fullTime, timeWords } from "../../viewmodels/times";
import { useChair } from "../Chair/ChairContext";
import { useGallery } from "../Gallery/GalleryContext";
import { classes } from "../classes";
import { Link } from "../Link";
import { MarkView } from "../Mark/MarkView";
import { locale, useWords } from "../words";
import { PersonLine } from "./PersonLine";
import { PostBody } from "./PostBody";
import { PostTools } from "./PostTools";
import { ReactionsView } from "./ReactionsView";
import { WaitingChangeView } from "./WaitingView";
import css from "./Post.module.css";

// What a post can be asked to do; the thread answers.
export interface PostActions {
  reply(row: PostRow): void;
  edit(postId: string): void;
  remove(postId: string): void;
  report(row: PostRow): void;
  restore(postId: string): void;
  react(postId: string, emoji: string, add: boolean): void;
  history(row: PostRow): void;
  copyLink(postId: string): void;
  goTo(postId: string): void;
  takeBack(id: string): void;
}

interface Props {
  row: PostRow;
  topicId: string;
  threadId: string;
  now: number;
  tools: boolean; // false while one flies past
  reacting: boolean;
  onReacting: (postId: string | null) => void;
  actions: PostActions;
  editor: React.ReactNode; // in place of the body while one edits
}

export const PostView = memo(function PostView(props: Props) {
  const { row, topicId, threadId, now, actions, editor } = props;
  const t = useWords();
  const chair = useChair();
  const gallery = useGallery();
  const name = row.author.handle || t("post.erased");
  return (
    <div className={classes(css.post, row.continued && css.continued, (row.deleted || row.hidden) && css.tombstone)}>
      <div className={css.gutter}>{!row.continued && <MarkView handle={row.author.handle} />}</div>
      <div className={css.main}>
        <header className={classes(css.head, row.continued && css.folded)} id={`by-${row.id}`}>
          <PersonLine person={row.author} />
          {gallery && <gallery.file.PostMark row={row} vm={gallery.vm} />}
          <Link to={paths.post(topicId, threadId, row.id)} className={css.time} title={fullTime(row.writtenAt, locale())}>
            <time dateTime={new Date(row.writtenAt).toISOString()}>{timeWords(row.writtenAt, now, locale())}</time>
          </Link>
          {row.edits > 0 && !row.deleted && !row.hidden && (
            <button type="button" className={css.edited} title={t("post.editedTitle", { count: row.edits })} onClick={() => actions.history(row)}>
              {row.editedByOther ? t("post.editedChair") : t("post.edited")}
            </button>
          )}
        </header>
        {row.quote && !row.deleted && !row.hidden && <QuoteView row={row} goTo={actions.goTo} />}
        {row.deleted || row.hidden ? (
          <>
            <p className={css.gone}>{row.hidden ? t("post.hidden") : row.deletedBySelf ? t("post.deletedSelf", { handle: name }) : t("post.deletedOther")}</p>
            {row.why && <p className={css.why}>{t("post.why", { why: row.why })}</p>}
          </>
        ) : (
          editor ?? <PostBody html={row.html} postId={row.id} />
        )}
        {row.waiting && <WaitingChangeView waiting={row.waiting} takeBack={actions.takeBack} />}
        <ReactionsView chips={row.reactions} onReact={(emoji, add) => actions.react(row.id, emoji, add)} />
      </div>
      {chair && <chair.file.PostBeside row={row} vm={chair.vm} />}
      {!editor && <PostTools {...props} />}
    </div>
  );
});

function QuoteView({ row, goTo }: { row: PostRow; goTo: (postId: string) => void }) {
  const t = useWords();
  const quote = row.quote;
  if (!quote) return null;
  return (
    <button type="button" className={css.quote} onClick={() => goTo(quote.postId)}>
      <span className={css.quoteWho}>{t("post.answers", { handle: quote.author.handle || t("post.erased") })}</span>
      <span className={css.quoteWords} dir="auto">{quote.deleted ? t("post.deletedQuote") : quote.excerpt}</span>
    </button>
  );
}

