import { SubscriberService, type ListOwnSeatsReply, type OwnSeat } from "../../wire/gen/proto/subscriber_pb";
import { AskedViewModel } from "./AskedViewModel";

export interface NewSeat {
  name: string;
  mail: string;
  keepsSeats: boolean;
}

// The company's seats, for whoever keeps them. A token is handed out once, and held by nobody here.
export class SeatsViewModel extends AskedViewModel<ListOwnSeatsReply> {
  async give(seat: NewSeat): Promise<string> {
    const { token } = await this.room.calls.ask(SubscriberService.method.giveSeat, seat);
    void this.read();
    return token;
  }

  async end(seat: OwnSeat): Promise<void> {
    await this.room.calls.ask(SubscriberService.method.endSeat, { id: seat.id });
    await this.read();
  }

  async makeToken(seat: OwnSeat): Promise<string> {
    return (await this.room.calls.ask(SubscriberService.method.makeToken, { id: seat.id })).token;
  }

  protected ask(): Promise<ListOwnSeatsReply> {
    return this.room.calls.ask(SubscriberService.method.listSeats, {});
  }
}
