import { SubscriberService } from "../../wire/gen/proto/subscriber_pb";
import { AskedViewModel } from "./AskedViewModel";

export interface Hook {
  url: string;
  deliveredAt: number; // 0: never since this server began
  trouble: string;
}

// Where the company's alerts are posted to.
export class HookViewModel extends AskedViewModel<Hook> {
  // What the receiver checks signatures with, handed out once; "" where there is no hook any more.
  async set(url: string): Promise<string> {
    const { secret } = await this.room.calls.ask(SubscriberService.method.setHook, { url });
    await this.read();
    return secret;
  }

  protected async ask(): Promise<Hook> {
    const { url, deliveredAtMs, trouble } = await this.room.calls.ask(SubscriberService.method.getHook, {});
    return { url, deliveredAt: Number(deliveredAtMs), trouble };
  }
}
