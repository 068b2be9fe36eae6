import type { Shelf } from "./shelf";

// Where something is being written: a thread, or a topic where it would open one.
export interface DraftPlace {
  threadId: string;
  topicId: string;
}

export interface DraftText extends DraftPlace {
  title: string;
  source: string;
  replyTo: string;
  quote: string;
  savedAt: number;
  membersOnly?: boolean; // no company is to read it
}

// This browser's copy of what is being written: it survives reload, sign-out and a lost line. The server's
// copy follows a little later; the younger of the two is shown.
export class LocalDrafts {
  constructor(
    private readonly shelf: Shelf,
    private readonly owner: string,
  ) {}

  get(place: DraftPlace): DraftText | null {
    try {
      return JSON.parse(this.shelf.get(this.key(place)) ?? "null") as DraftText | null;
    } catch {
      return null;
    }
  }

  save(draft: DraftText): void {
    this.shelf.put(this.key(draft), JSON.stringify(draft));
  }

  // An emptied draft stays as a dated blank, so that an older copy on the server does not come back.
  drop(place: DraftPlace, at: number, membersOnly: boolean): void {
    this.save({ ...place, title: "", source: "", replyTo: "0", quote: "", savedAt: at, membersOnly });
  }

  private key({ threadId, topicId }: DraftPlace): string {
    return `plenum.draft.${this.owner}.${threadId !== "0" ? `thread.${threadId}` : `topic.${topicId}`}`;
  }
}
