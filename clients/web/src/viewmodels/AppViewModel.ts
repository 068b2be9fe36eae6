import type { Shelf } from "../model/shelf";
import { Session } from "../model/session";
import type { Cancel, Clock } from "../wire/clock";
import { backoffMs } from "../wire/backoff";
import { IdentityService } from "../wire/gen/proto/identity_pb";
import { MemberService, Standing, type Member, type Rights } from "../wire/gen/proto/member_pb";
import { CloseCode } from "../wire/gen/proto/wire_pb";
import { unary, type Fetch } from "../wire/http";
import type { Socket } from "../wire/line";
import { Refused } from "../wire/refusal";
import { paths, type Router } from "./router";
import { ViewModel } from "./viewmodel";

export interface Door {
  community: string;
  signUpOpen: boolean;
  passwordMin: number;
}

export type AppSnapshot = {
  phase: "starting" | "away" | "outside" | "inside" | "shut out";
  session: Session | null;
  door: Door;
  notice: "" | "signed out" | "rights changed";
};

export interface AppParts {
  clock: Clock;
  fetch: Fetch;
  dial(): Socket;
  shelf: Shelf;
  router: Router;
}

const isShutOut = (rights: Rights | undefined): boolean => (rights?.standing ?? Standing.UNSPECIFIED) >= Standing.SUSPENDED;

const noDoor: Door = { community: "", signUpOpen: false, passwordMin: 10 };

// Who is at the page: nobody yet, somebody at the door, or a member inside with a session.
export class AppViewModel extends ViewModel<AppSnapshot> {
  private retry: Cancel | null = null;
  private tries = 0;
  private wantedPath = "";

  constructor(private readonly parts: AppParts) {
    super({ phase: "starting", session: null, door: noDoor, notice: "" });
  }

  protected start(): void {
    void this.greet();
  }

  readonly signIn = async (handle: string, password: string): Promise<void> => {
    await this.identity("signIn", { handle, password });
    await this.enter();
  };

  readonly join = async (form: { invitation: string; handle: string; password: string; specialty: string; region: string }) => {
    await this.identity("join", form);
    await this.enter();
  };

  readonly setPassword = async (reset: string, password: string): Promise<void> => {
    await this.identity("setPassword", { reset, password, oldPassword: "" });
    await this.enter();
  };

  readonly signOut = async (everywhere: boolean): Promise<void> => {
    await this.identity("signOut", { everywhere });
    await this.leave("");
  };

  readonly tryNow = (): void => {
    this.retry?.();
    void this.greet();
  };

  private async greet(notice: AppSnapshot["notice"] = ""): Promise<void> {
    try {
      const { member, community, rights } = await unary(this.parts.fetch, MemberService.method.whoAmI, {});
      this.tries = 0;
      if (member) this.inside(member, community, rights);
    } catch (why) {
      if (why instanceof Refused) return this.leave(notice);
      this.show({ phase: "away" });
      this.retry = this.parts.clock.after(backoffMs((this.tries += 1), this.parts.clock), () => void this.greet());
    }
  }

  private async goOutside(notice: AppSnapshot["notice"]): Promise<void> {
    const { route } = this.parts.router;
    const atDoor = ["sign in", "join", "reset"].includes(route.value.at);
    if (!atDoor) {
      this.wantedPath = location.pathname;
      this.parts.router.replace(paths.signIn);
    }
    this.show({ phase: "outside", session: null, notice });
    const door = await this.identity("getDoor", {}).catch(() => null);
    if (door) this.show({ door: { community: door.community, signUpOpen: door.signUpOpen, passwordMin: door.passwordCharactersMin || 10 } });
  }

  // The link one came by is where one goes after the door.
  private async enter(): Promise<void> {
    const wanted = this.wantedPath || paths.home;
    this.wantedPath = "";
    this.parts.router.replace(wanted);
    await this.greet();
  }

  private inside(member: Member, community: string, rights: Rights | undefined): void {
    const { at } = this.parts.router.route.value;
    if (at === "sign in") this.parts.router.replace(paths.home);
    this.getSnapshot().session?.dispose();
    const { clock, fetch, shelf } = this.parts;
    const session = new Session({ clock, fetch, shelf, dial: () => this.parts.dial(), me: member, community, rights });
    session.ended.listen((code) => void this.ended(code));
    this.show({ phase: isShutOut(rights) ? "shut out" : "inside", session, notice: "" });
    if (!isShutOut(rights)) session.start(); // whoever is shut out has no line
  }

  private async ended(code: number): Promise<void> {
    if (code === CloseCode.CLOSE_SIGNED_OUT) await this.greet("signed out"); // or shut out: the server knows
    else if (code === CloseCode.CLOSE_RIGHTS_CHANGED) await this.greet();
  }

  private async leave(notice: AppSnapshot["notice"]): Promise<void> {
    this.getSnapshot().session?.dispose();
    await this.goOutside(notice);
  }

  private identity<N extends keyof typeof IdentityService.method>(name: N, ask: object) {
    return unary(this.parts.fetch, IdentityService.method[name] as (typeof IdentityService.method)[N], ask as never);
  }
}
