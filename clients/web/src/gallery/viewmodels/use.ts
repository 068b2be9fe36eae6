import { createContext, useContext } from "react";
import type { Room } from "../model/room";
import type { Router } from "./router";

export { useSnapshot, useTold, useViewModel } from "../../viewmodels/looking";

export interface Place {
  room: Room;
  router: Router;
}

export const PlaceContext = createContext<Place | null>(null);

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error("drawn outside the gallery");
  return place;
}
