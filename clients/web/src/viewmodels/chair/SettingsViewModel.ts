import { Chair } from "../../model/chair";
import type { Session } from "../../model/session";
import type { ChairSettings } from "../../wire/gen/proto/moderator_pb";
import { ViewModel } from "../viewmodel";

export type Settings = Pick<ChairSettings, "newcomerPosts" | "autoHideReports" | "trustedAfterDays" | "trustedAfterThanks">;

export interface SettingsSnapshot {
  state: "loading" | "ready" | "failed";
  settings: Settings | null;
}

// How the chair's own rules are set, for the whole community.
export class SettingsViewModel extends ViewModel<SettingsSnapshot> {
  readonly chair: Chair;

  constructor(readonly session: Session) {
    super({ state: "loading", settings: null });
    this.chair = new Chair(session);
  }

  protected start(): void {
    this.onDispose(this.session.followStaff("desk"));
    this.onDispose(this.session.staffNews.listen(({ thing }) => {
      if (thing.case === undefined || thing.case === "settings") void this.load();
    }));
    void this.load();
  }

  readonly load = async (): Promise<void> => {
    try {
      const { settings } = await this.chair.ask("getChairSettings", {});
      const { newcomerPosts = 0, autoHideReports = 0, trustedAfterDays = 0, trustedAfterThanks = 0 } = settings ?? {};
      this.show({ state: "ready", settings: { newcomerPosts, autoHideReports, trustedAfterDays, trustedAfterThanks } });
    } catch {
      if (!this.getSnapshot().settings) this.show({ state: "failed" });
    }
  };
}
