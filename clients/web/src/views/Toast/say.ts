import { createContext, useContext } from "react";

// What was just done, said once at the foot of the page; what can be undone is undone there.
export interface Said {
  words: string;
  undo?: () => void;
}

export type Say = (words: string, undo?: () => void) => void;
export const SayContext = createContext<Say>(() => undefined);
export const useSay = (): Say => useContext(SayContext);
