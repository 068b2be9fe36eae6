import { useEffect, useState } from "react";
import { paths } from "../../viewmodels/router";
import { useRoom } from "../../viewmodels/use";
import { Refused } from "../../wire/refusal";
import { FailedView, GoneView, LoadingView } from "../States/StatesView";

// A short link names a post alone; this finds the thread it stands in.
export function PostRedirect({ postId }: { postId: string }) {
  const { session, router } = useRoom();
  const [state, setState] = useState<"looking" | "gone" | "failed">("looking");
  const [turn, again] = useState(0);
  useEffect(() => {
    session.ask("getPost", { $typeName: "plenum.v1.GetPostRequest", postId }).then(
      ({ post }) => (post ? router.replace(paths.post(post.topicId, post.threadId, post.id)) : setState("gone")),
      (why: unknown) => setState(why instanceof Refused ? "gone" : "failed"),
    );
  }, [postId, turn]);
  if (state === "gone") return <GoneView />;
  if (state === "failed") return <FailedView retry={() => { setState("looking"); again(turn + 1); }} />;
  return <LoadingView />;
}
