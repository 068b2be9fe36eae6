import { createContext, useContext } from "react";
import type { Session } from "../model/session";
import type { Router } from "./router";

export { useSnapshot, useTold, useViewModel } from "./looking";

export interface Room {
  session: Session;
  router: Router;
}

export const RoomContext = createContext<Room | null>(null);

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error("drawn outside a room");
  return room;
}
