import { Requests } from "../../model/requests";
import type { Session } from "../../model/session";
import { RequestState } from "../../wire/gen/proto/gallery_pb";
import type { AskedRequest } from "../../wire/gen/proto/listening_pb";
import { ViewModel } from "../viewmodel";

export { RequestState };
export type { AskedRequest };

export interface RequestsSnapshot {
  state: "loading" | "ready" | "failed";
  open: readonly AskedRequest[]; // the oldest first: they wait
  settled: readonly AskedRequest[]; // the newest first
}

const waits = ({ state }: AskedRequest): boolean => state !== RequestState.REQUEST_DECLINED && state !== RequestState.REQUEST_ANSWERED;

// What companies ask, and where each stands.
export class RequestsViewModel extends ViewModel<RequestsSnapshot> {
  readonly requests: Requests;

  constructor(readonly session: Session) {
    super({ state: "loading", open: [], settled: [] });
    this.requests = new Requests(session);
  }

  protected start(): void {
    this.onDispose(this.session.followStaff("desk"));
    this.onDispose(this.session.staffNews.listen(({ thing }) => {
      if (thing.case === undefined || thing.case === "requestId") void this.load();
    }));
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    try {
      const { requests } = await this.requests.ask("listRequests", {});
      this.show({
        state: "ready",
        open: requests.filter(waits).sort((a, b) => Number(a.askedAtMs - b.askedAtMs)),
        settled: requests.filter((one) => !waits(one)).sort((a, b) => Number(b.changedAtMs - a.changedAtMs)),
      });
    } catch {
      if (this.getSnapshot().state !== "ready") this.show({ state: "failed" });
    }
  };

  readonly topicOf = (topicId: string): string => this.session.store.state.topics.get(topicId)?.topic.title ?? "";

  readonly decide = async (requestId: string, accept: boolean, words: string): Promise<void> => {
    await this.requests.act("decideRequest", { requestId, accept, words });
    await this.load();
  };

  readonly publish = async (requestId: string, title: string, source: string): Promise<string> => {
    const { threadId } = await this.requests.act("publishRequest", { requestId, title, source });
    await this.load();
    return threadId;
  };

  readonly answer = async (requestId: string, words: string): Promise<void> => {
    await this.requests.act("answerRequest", { requestId, words });
    await this.load();
  };
}
