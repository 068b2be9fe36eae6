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
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    try {
      const { alarms, more } = await this.house.ask("listAlarms", {});
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
