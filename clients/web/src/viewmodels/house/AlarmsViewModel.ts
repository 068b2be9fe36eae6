import { House } from "../../model/house";
import type { Session } from "../../model/session";
import { AlarmKind } from "../../wire/gen/proto/gallery_pb";
import type { Alarm } from "../../wire/gen/proto/house_pb";
import { ViewModel } from "../viewmodel";

export { AlarmKind };
export type { Alarm };

export interface AlarmsSnapshot {
  state: "loading" | "ready" | "failed";
  alarms: readonly Alarm[];
  more: boolean;
}

// What was noticed of how companies listen, the newest first.
export class AlarmsViewModel extends ViewModel<AlarmsSnapshot> {
  readonly house: House;

  constructor(readonly session: Session) {
    super({ state: "loading", alarms: [], more: false });
    this.house = new House(session);
  }

  protected start(): void {
    this.onDispose(this.session.followStaff("desk"));
    this.onDispose(this.session.staffNews.listen(({ thing }) => {
      if (thing.case === undefined || thing.case === "alarm") void this.load();
    }));
    void this.load();
  }

  // As many as are shown, so that nothing goes away from under whoever reads further down.
  readonly load = async (): Promise<void> => {
    try {
      let { alarms, more } = await this.house.ask("listAlarms", {});
      while (more && alarms.length < this.getSnapshot().alarms.length) {
        const next = await this.house.ask("listAlarms", { before: alarms.at(-1)?.number ?? "0" });
        alarms = [...alarms, ...next.alarms];
        more = next.more;
      }
      this.show({ state: "ready", alarms, more });
    } catch {
      if (this.getSnapshot().state !== "ready") this.show({ state: "failed" });
    }
  };

  readonly loadMore = async (): Promise<void> => {
    const { alarms } = this.getSnapshot();
    const reply = await this.house.ask("listAlarms", { before: alarms.at(-1)?.number ?? "0" }).catch(() => null);
    if (reply) this.show({ alarms: [...alarms, ...reply.alarms], more: reply.more });
  };
}
