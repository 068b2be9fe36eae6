import type { MouseEvent } from "react";
import { useRoom } from "../../viewmodels/use";
import { isPlainClick } from "../Link";
import css from "./PostBody.module.css";

// The one place where HTML from the server enters the page. The server has sanitised it, and the content
// security policy would refuse a script all the same.
export function PostBody({ html, postId }: { html: string; postId?: string }) {
  const { router } = useRoom();
  const follow = (event: MouseEvent<HTMLDivElement>) => {
    const link = (event.target as Element).closest("a");
    if (!link || link.origin !== location.origin || !isPlainClick(event)) return;
    event.preventDefault();
    router.go(link.pathname);
  };
  return <div className={css.body} dir="auto" data-post-body={postId} onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />;
}
